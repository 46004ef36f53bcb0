package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Hands tensors to whoever reads the outfeed.
public record OutfeedOp(ImmutableList<Value> inputs, Value token, String outfeedConfig)
    implements TransferOp {
  public OutfeedOp {
    Transfer.requireTensors("outfeed_i1", inputs);
    Transfer.requireToken("outfeed_i2", token);
  }

  @Override
  public String name() {
    return "outfeed";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder().addAll(inputs).add(token).build();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(new TokenType());
  }

  @Override
  public OutfeedOp withOperands(List<Value> operands) {
    int last = operands.size() - 1;
    return new OutfeedOp(
        ImmutableList.copyOf(operands.subList(0, last)), operands.get(last), outfeedConfig);
  }
}

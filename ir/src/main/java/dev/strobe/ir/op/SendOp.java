package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Sends tensors along a channel.
public record SendOp(ImmutableList<Value> inputs, Value token, Transfer transfer)
    implements TransferOp {
  private static final Transfer.Labels LABELS =
      new Transfer.Labels("send_c1", "send_c2", "send_c3", "send_c4", "send_c5");
  private static final long TO_HOST = 2;

  public SendOp {
    Transfer.requireTensors("send_i1", inputs);
    Transfer.requireToken("send_i2", token);
    transfer.require(LABELS, TO_HOST);
  }

  @Override
  public String name() {
    return "send";
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
  public SendOp withOperands(List<Value> operands) {
    int last = operands.size() - 1;
    return new SendOp(
        ImmutableList.copyOf(operands.subList(0, last)), operands.get(last), transfer);
  }
}

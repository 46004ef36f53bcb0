package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Tensors that the infeed has next.
///
/// @param layout for each tensor its axes from the one whose elements lie closest together, or
///   nothing said of any
public record InfeedOp(
    Value token,
    String infeedConfig,
    ImmutableList<ImmutableLongArray> layout,
    ImmutableList<Type> types)
    implements TransferOp {
  public InfeedOp {
    Transfer.requireToken("infeed_i1", token);
    Checks.require(!types.isEmpty(), "infeed_c1", "0 < size(results)", types);
    Checks.require(
        types.getLast() instanceof TokenType, "infeed_c3", "a token as the last result", types);
    Transfer.requirePayload("infeed_c2", types);
    Checks.require(
        layout.isEmpty() || layout.size() == types.size() - 1,
        "infeed",
        "one layout a tensor",
        layout,
        types);
  }

  @Override
  public String name() {
    return "infeed";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(token);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return types;
  }

  @Override
  public InfeedOp withOperands(List<Value> operands) {
    return new InfeedOp(operands.getFirst(), infeedConfig, layout, types);
  }
}

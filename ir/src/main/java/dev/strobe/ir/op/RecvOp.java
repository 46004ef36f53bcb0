package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Receives tensors from a channel.
public record RecvOp(Value token, Transfer transfer, ImmutableList<Type> types)
    implements TransferOp {
  private static final Transfer.Labels LABELS =
      new Transfer.Labels("recv_c1", "recv_c2", "recv_c3", "recv_c4", "recv_c5");
  private static final long FROM_HOST = 3;

  public RecvOp {
    Transfer.requireToken("recv_i1", token);
    transfer.require(LABELS, FROM_HOST);
    Transfer.requirePayload("recv", types);
  }

  @Override
  public String name() {
    return "recv";
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
  public RecvOp withOperands(List<Value> operands) {
    return new RecvOp(operands.getFirst(), transfer, types);
  }
}

package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Type;
import dev.strobe.ir.op.InfeedOp;
import dev.strobe.ir.op.OutfeedOp;
import dev.strobe.ir.op.RecvOp;
import dev.strobe.ir.op.SendOp;
import dev.strobe.ir.op.Transfer;
import dev.strobe.ir.op.TransferOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is on its way from `send` to `recv`. The host hands on what it is sent, along the same
/// channel; nobody reads the outfeed, and nothing is in the infeed.
final class Channels {
  private static final long HOST = -1;

  private record End(long channel, long receiver) {}

  private final Map<End, Deque<List<Datum>>> sent = new HashMap<>();

  List<Datum> run(TransferOp op, List<Datum> operands, int replica) {
    return switch (op) {
      case InfeedOp _ ->
          throw new InvalidOpException(
              "infeed requires a host that feeds it, which Strobe has none of, got "
                  + op.resultTypes());
      case OutfeedOp _ -> List.of(Datum.Bundle.TOKEN);
      case RecvOp o -> receive(o, replica);
      case SendOp o -> {
        receiver(o.transfer(), replica)
            .ifPresent(end -> queue(end).add(operands.subList(0, operands.size() - 1)));
        yield List.of(Datum.Bundle.TOKEN);
      }
    };
  }

  private Deque<List<Datum>> queue(End end) {
    return sent.computeIfAbsent(end, _ -> new ArrayDeque<>());
  }

  /// Where what a process sends arrives, if anywhere.
  private static Optional<End> receiver(Transfer transfer, int sender) {
    long channel = transfer.channel().handle();
    return transfer.isHostTransfer()
        ? Optional.of(new End(channel, HOST))
        : transfer.sourceTargetPairs().rows().stream()
            .filter(pair -> pair.get(0) == sender)
            .map(pair -> new End(channel, pair.get(1)))
            .findFirst();
  }

  private List<Datum> receive(RecvOp op, int replica) {
    Transfer transfer = op.transfer();
    long channel = transfer.channel().handle();
    End end = new End(channel, transfer.isHostTransfer() ? HOST : replica);
    List<Datum> found = queue(end).poll();
    if (found == null) {
      throw new InvalidOpException(
          "recv requires something that was sent before along channel "
              + channel
              + (transfer.isHostTransfer() ? "" : " to replica " + replica)
              + ", got nothing");
    }
    List<Type> types = new ArrayList<>();
    found.forEach(datum -> types.add(datum.tensor().type()));
    List<Type> wanted = op.types().subList(0, op.types().size() - 1);
    Checks.require(types.equals(wanted), "recv", "tensors of types " + wanted, types);
    return ImmutableList.<Datum>builder().addAll(found).add(Datum.Bundle.TOKEN).build();
  }
}

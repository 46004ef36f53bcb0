package dev.strobe.ir.text;

import dev.strobe.ir.op.InfeedOp;
import dev.strobe.ir.op.OutfeedOp;
import dev.strobe.ir.op.RecvOp;
import dev.strobe.ir.op.SendOp;
import dev.strobe.ir.op.Transfer;
import dev.strobe.ir.op.TransferOp;
import java.util.stream.Collectors;

/// The properties of ops that hand values to another process or the host.
final class TransferText {
  private TransferText() {}

  static String properties(TransferOp op) {
    return switch (op) {
      case InfeedOp o -> "infeed_config = " + MlirSyntax.quoted(o.infeedConfig()) + layout(o);
      case OutfeedOp o -> "outfeed_config = " + MlirSyntax.quoted(o.outfeedConfig());
      case RecvOp o -> transfer(o.transfer());
      case SendOp o -> transfer(o.transfer());
    };
  }

  private static String layout(InfeedOp op) {
    return op.layout().isEmpty()
        ? ""
        : op.layout().stream()
            .map(MlirSyntax::list)
            .collect(Collectors.joining(", ", ", layout = [", "]"));
  }

  private static String transfer(Transfer transfer) {
    String pairs =
        transfer.sourceTargetPairs().rows().isEmpty()
            ? ""
            : ", source_target_pairs = " + CollectiveText.pairs(transfer.sourceTargetPairs());
    return "channel_handle = "
        + CollectiveText.channel(transfer.channel())
        + ", is_host_transfer = "
        + transfer.isHostTransfer()
        + pairs;
  }
}

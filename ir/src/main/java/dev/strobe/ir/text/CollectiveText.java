package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.AllGatherOp;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.AllToAllOp;
import dev.strobe.ir.op.CollectiveBroadcastOp;
import dev.strobe.ir.op.CollectiveOp;
import dev.strobe.ir.op.CollectivePermuteOp;
import dev.strobe.ir.op.CollectiveReduceOp;
import dev.strobe.ir.op.Communication;
import dev.strobe.ir.op.ReduceScatterOp;
import dev.strobe.ir.op.ReplicaGroups;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The properties of collective ops.
final class CollectiveText {
  private CollectiveText() {}

  static String properties(CollectiveOp op) {
    Map<String, String> all = new LinkedHashMap<>(own(op));
    Communication communication = op.communication();
    if (!communication.channel().equals(Communication.Channel.NONE)) {
      all.put("channel_handle", channel(communication.channel()));
    }
    if (op instanceof CollectivePermuteOp) {
      all.put("source_target_pairs", pairs(communication.groups()));
    } else {
      all.put("replica_groups", table(communication.groups(), communication.groups().width()));
    }
    if (communication.useGlobalDeviceIds()) {
      all.put("use_global_device_ids", "");
    }
    return MlirSyntax.entries(all);
  }

  private static ImmutableMap<String, String> own(CollectiveOp op) {
    return switch (op) {
      case AllGatherOp o -> ImmutableMap.of("all_gather_dim", i64(o.allGatherDim()));
      case AllReduceOp _ -> ImmutableMap.of();
      case AllToAllOp o ->
          ImmutableMap.of(
              "concat_dimension",
              i64(o.concatDimension()),
              "split_count",
              i64(o.splitCount()),
              "split_dimension",
              i64(o.splitDimension()));
      case CollectiveBroadcastOp o -> root(o.hasDynamicRoot());
      case CollectivePermuteOp _ -> ImmutableMap.of();
      case CollectiveReduceOp o -> root(o.hasDynamicRoot());
      case ReduceScatterOp o -> ImmutableMap.of("scatter_dimension", i64(o.scatterDimension()));
    };
  }

  private static ImmutableMap<String, String> root(boolean dynamic) {
    return dynamic ? ImmutableMap.of("has_dynamic_root", "") : ImmutableMap.of();
  }

  private static String i64(long value) {
    return value + " : i64";
  }

  static String channel(Communication.Channel channel) {
    return "#stablehlo.channel_handle<handle = "
        + channel.handle()
        + ", type = "
        + channel.type()
        + ">";
  }

  /// `dense<[[0, 1]]> : tensor<1x2xi64>`.
  static String pairs(ReplicaGroups pairs) {
    return table(pairs, 2);
  }

  /// @param width as wide as the groups, or what stands there where there are none
  private static String table(ReplicaGroups groups, int width) {
    String elements =
        groups.width() == 0
            ? ""
            : groups.rows().stream()
                .map((ImmutableLongArray row) -> MlirSyntax.list(row))
                .collect(Collectors.joining(", ", "[", "]"));
    return "dense<" + elements + "> : tensor<" + groups.rows().size() + "x" + width + "xi64>";
  }
}

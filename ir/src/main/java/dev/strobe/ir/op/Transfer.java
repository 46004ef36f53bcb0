package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Between whom `send` and `recv` hand over values.
///
/// @param sourceTargetPairs processes, unless the host is at one end
public record Transfer(
    Communication.Channel channel, boolean isHostTransfer, ReplicaGroups sourceTargetPairs) {
  /// The type of a channel between devices.
  private static final long DEVICES = 1;

  /// The labels of the constraints that `send` and `recv` share.
  record Labels(String width, String sources, String targets, String range, String channel) {}

  /// @param hostType the type of a channel that the host is at one end of
  void require(Labels labels, long hostType) {
    List<?> rows = sourceTargetPairs.rows();
    Checks.require(
        rows.isEmpty() || sourceTargetPairs.width() == 2,
        labels.width(),
        "dim(source_target_pairs, 1) = 2",
        rows);
    requireUnique(labels.sources(), 0);
    requireUnique(labels.targets(), 1);
    Checks.require(
        sourceTargetPairs.rows().stream().allMatch(row -> Checks.inRange(row, 0, Long.MAX_VALUE)),
        labels.range(),
        "0 <= source_target_pairs",
        rows);
    Checks.require(
        channel.type() == (isHostTransfer ? hostType : DEVICES),
        labels.channel(),
        "a channel of type " + (isHostTransfer ? hostType : DEVICES),
        channel.type());
  }

  private void requireUnique(String label, int column) {
    Checks.require(
        Checks.isUnique(sourceTargetPairs.column(column)),
        label,
        "unique source_target_pairs[:, " + column + "]",
        sourceTargetPairs.rows());
  }

  /// Requires tensors and behind them a token.
  static void requirePayload(String label, ImmutableList<Type> types) {
    Checks.require(
        !types.isEmpty()
            && types.getLast() instanceof TokenType
            && types.stream()
                .limit(types.size() - 1L)
                .allMatch(type -> type.tensors().equals(ImmutableList.of(type))),
        label,
        "tensors and behind them a token as results",
        types);
  }

  static void requireToken(String label, Value token) {
    Checks.require(token.type() instanceof TokenType, label, "a token", token);
  }

  static void requireTensors(String label, List<Value> inputs) {
    Checks.require(
        inputs.stream().allMatch(input -> input.type() instanceof TensorType),
        label,
        "tensors",
        inputs);
  }
}

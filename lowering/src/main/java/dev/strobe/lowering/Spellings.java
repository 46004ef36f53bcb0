package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.SortOp;
import java.util.List;
import java.util.stream.Stream;

/// Says in other words what XLA gets wrong in StableHLO's own (`docs/xla-differences.md`), in
/// bodies too.
///
/// - `sort` along an axis that is counted from the last reads memory in front of the shape's sizes:
///   some compilations of it sort, others do not.
/// - `reduce_window` with negative padding may end the process: [PaddedWindows].
/// - `rng_bit_generator` gives unsigned integers only: [UnsignedBits].
final class Spellings {
  private Spellings() {}

  static Program apply(Program program) {
    ImmutableList<Graph> functions =
        program.functions().stream()
            .map(function -> function.withBody(nodes(function.nodes()), function.results()))
            .collect(toImmutableList());
    return program.withFunctions(functions);
  }

  private static ImmutableList<Node> nodes(List<Node> nodes) {
    return nodes.stream()
        .map(Spellings::withSpelledRegions)
        .flatMap(Spellings::spelled)
        .collect(toImmutableList());
  }

  private static Node withSpelledRegions(Node node) {
    Op op = node.op();
    return op.regions().isEmpty()
        ? node
        : node.withOp(op.withRegions(op.regions().stream().map(Spellings::region).toList()));
  }

  private static Region region(Region region) {
    return new Region(region.parameters(), nodes(region.nodes()), region.results());
  }

  private static Stream<Node> spelled(Node node) {
    return switch (node.op()) {
      case ReduceWindowOp op when PaddedWindows.takesAway(op.window()) ->
          PaddedWindows.of(node, op);
      case RngBitGeneratorOp op when op.output().element().kind() != ElementType.Kind.UNSIGNED ->
          UnsignedBits.of(node, op);
      case SortOp op when op.dimension() < 0 ->
          Stream.of(
              node.withOp(new SortOp(op.inputs(), op.axis(), op.isStable(), op.comparator())));
      default -> Stream.of(node);
    };
  }
}

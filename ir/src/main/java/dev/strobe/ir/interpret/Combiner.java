package dev.strobe.ir.interpret;

import dev.strobe.ir.Node;
import dev.strobe.ir.Region;
import dev.strobe.ir.op.BinaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Combines one element of some tensors with one of others by a region of scalars.
interface Combiner {
  /// Replaces element `at` of every target by the region's result for it and element `from` of the
  /// sources.
  void combine(List<Tensor> targets, int at, List<Tensor> sources, int from);

  /// @param body the region as a function of scalars
  static Combiner of(Region region, UnaryOperator<List<Tensor>> body) {
    boolean overwrites =
        region.parameters().size() == 2
            && region.results().equals(region.parameters().subList(1, 2));
    return overwrites
        ? (targets, at, sources, from) -> targets.getFirst().copy(at, sources.getFirst(), from)
        : new ByRegion(body);
  }

  /// The op of a region that does nothing but add, multiply, or take the greater or smaller of its
  /// two parameters.
  static Optional<BinaryOp.Kind> plainKind(Region region) {
    if (region.nodes().size() != 1
        || region.parameters().size() != 2
        || !region.results().equals(region.nodes().getFirst().results())) {
      return Optional.empty();
    }
    Node node = region.nodes().getFirst();
    return switch (node.op()) {
      case BinaryOp op when op.operands().equals(region.parameters()) && isMonoid(op.kind()) ->
          Optional.of(op.kind());
      default -> Optional.empty();
    };
  }

  private static boolean isMonoid(BinaryOp.Kind kind) {
    return switch (kind) {
      case ADD, MULTIPLY, MAXIMUM, MINIMUM -> true;
      case AND,
          ATAN2,
          DIVIDE,
          OR,
          POWER,
          REMAINDER,
          SHIFT_LEFT,
          SHIFT_RIGHT_ARITHMETIC,
          SHIFT_RIGHT_LOGICAL,
          SUBTRACT,
          XOR ->
          false;
    };
  }

  /// Runs the region for every element.
  record ByRegion(UnaryOperator<List<Tensor>> body) implements Combiner {
    @Override
    public void combine(List<Tensor> targets, int at, List<Tensor> sources, int from) {
      List<Tensor> scalars = new ArrayList<>();
      targets.forEach(target -> scalars.add(target.scalar(at)));
      sources.forEach(source -> scalars.add(source.scalar(from)));
      List<Tensor> results = body.apply(scalars);
      for (int i = 0; i < results.size(); i++) {
        targets.get(i).copy(at, results.get(i), 0);
      }
    }
  }
}

package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// How a `custom_call` wants what it reads and writes to lie in memory.
///
/// @param layouts of operands and results, or nothing said of either
public record CustomCallMemory(Optional<Layouts> layouts, ImmutableList<Alias> aliases) {
  public static final CustomCallMemory ANY =
      new CustomCallMemory(Optional.empty(), ImmutableList.of());

  /// For each operand and result the axes from the one whose elements lie closest together.
  public record Layouts(
      ImmutableList<ImmutableLongArray> operands, ImmutableList<ImmutableLongArray> results) {}

  /// A part of the results that is kept where a part of an operand is.
  ///
  /// @param outputTupleIndices which result, where there are several, and the way into tuples
  /// @param operandTupleIndices the way into tuples
  public record Alias(
      ImmutableLongArray outputTupleIndices,
      long operandIndex,
      ImmutableLongArray operandTupleIndices) {}

  void require(List<Type> operands, List<Type> results) {
    List<Type> parts =
        results.size() == 1 && results.getFirst() instanceof TupleType tuple
            ? tuple.elements()
            : results;
    if (layouts.isPresent()) {
      requireLayouts("operand", operands, layouts.get().operands());
      requireLayouts("result", parts, layouts.get().results());
    }
    for (Alias alias : aliases) {
      Checks.require(
          0 <= alias.operandIndex() && alias.operandIndex() < operands.size(),
          "custom_call",
          "0 <= operand_index < size(inputs)",
          alias.operandIndex());
      Type from = part(operands.get((int) alias.operandIndex()), alias.operandTupleIndices());
      Type whole =
          results.size() == 1 ? results.getFirst() : new TupleType(ImmutableList.copyOf(results));
      Type to = part(whole, alias.outputTupleIndices());
      Checks.require(from.fits(to), "custom_call", "aliases of parts of one type", from, to);
    }
  }

  private static void requireLayouts(
      String what, List<Type> types, ImmutableList<ImmutableLongArray> layouts) {
    Checks.require(
        types.size() == layouts.size(),
        "custom_call",
        "one layout a " + what,
        types.size(),
        layouts.size());
    for (int i = 0; i < types.size(); i++) {
      int rank = types.get(i) instanceof TensorType tensor ? tensor.rank() : 0;
      LongStream sorted = layouts.get(i).stream().sorted();
      Checks.require(
          !(types.get(i) instanceof TupleType)
              && ImmutableLongArray.copyOf(sorted)
                  .equals(ImmutableLongArray.copyOf(LongStream.range(0, rank))),
          "custom_call",
          "layouts that are permutations of the axes of tensors, and empty for tokens",
          layouts.get(i),
          types.get(i));
    }
  }

  private static Type part(Type whole, ImmutableLongArray way) {
    Type part = whole;
    for (long index : way.asList()) {
      if (!(part instanceof TupleType tuple) || index < 0 || index >= tuple.elements().size()) {
        throw new InvalidOpException(
            "custom_call requires aliases of parts that there are, got " + way + " of " + whole);
      }
      part = tuple.elements().get((int) index);
    }
    return part;
  }
}

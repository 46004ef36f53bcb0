package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One function while it grows: a pool of values to take operands from.
final class RandomFunction {
  static final int LARGEST_COUNT = 200;

  private static final ImmutableList<ElementType> ELEMENTS =
      ImmutableList.of(
          ElementType.F32,
          ElementType.F32,
          ElementType.F32,
          ElementType.F32,
          ElementType.F32,
          ElementType.F64,
          ElementType.F64,
          ElementType.BF16,
          ElementType.BF16,
          ElementType.F16,
          ElementType.F16,
          ElementType.S32,
          ElementType.S32,
          ElementType.S32,
          ElementType.S8,
          ElementType.S16,
          ElementType.S64,
          ElementType.U8,
          ElementType.U16,
          ElementType.U32,
          ElementType.U64,
          ElementType.PRED,
          ElementType.PRED,
          ElementType.C64,
          ElementType.C128,
          ElementType.S4,
          ElementType.U4,
          ElementType.F8E3M4,
          ElementType.F8E4M3,
          ElementType.F8E4M3FN,
          ElementType.F8E4M3FNUZ,
          ElementType.F8E4M3B11FNUZ,
          ElementType.F8E5M2,
          ElementType.F8E5M2FNUZ,
          ElementType.F4E2M1FN);

  private final String name;
  private final Random random;
  private final GraphBuilder builder;
  private final boolean takesParameters;
  private final List<Tracked> pool = new ArrayList<>();
  private final List<Literal> arguments = new ArrayList<>();

  /// @param takesParameters whether fresh values may be parameters; otherwise they are constants
  RandomFunction(String name, Random random, boolean takesParameters) {
    this.name = name;
    this.random = random;
    this.builder = new GraphBuilder(name);
    this.takesParameters = takesParameters;
  }

  GraphBuilder builder() {
    return builder;
  }

  Random random() {
    return random;
  }

  int below(int limit) {
    return random.nextInt(limit);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  List<Literal> arguments() {
    return arguments;
  }

  Value emit(Op op) {
    return builder.emit(op).getFirst();
  }

  ElementType element() {
    return oneOf(ELEMENTS);
  }

  /// Whether a device holds its elements several to a byte.
  static boolean isPacked(ElementType element) {
    return element.bits() < 8 && !element.isBoolean();
  }

  /// Makes a value available as an operand and as a result, unless it may be out of range.
  void add(Tracked value) {
    if (value.isInRange()) {
      pool.add(value);
    }
  }

  /// What makes nodes of a region, whose values nothing outside can have.
  <T> T inside(Supplier<T> body) {
    int before = pool.size();
    T result = body.get();
    pool.subList(before, pool.size()).clear();
    return result;
  }

  /// A parameter that stands for a value of the caller.
  void addParameter(Tracked outer) {
    add(outer.moved(builder.input("p" + pool.size(), outer.type())));
  }

  /// Some usable value, mostly one at hand.
  Tracked any() {
    return any(value -> true);
  }

  /// Some usable value that fits; a fresh one of a fitting element type if there is none.
  Tracked any(Predicate<Tracked> fits) {
    return find(fits).orElseGet(() -> freshThat(fits));
  }

  /// Some usable value of a type.
  Tracked of(TensorType type) {
    return any(value -> value.type().equals(type), type);
  }

  /// Some usable value of a type that fits, or a fresh one.
  Tracked any(Predicate<Tracked> fits, TensorType type) {
    Optional<Tracked> found = find(value -> value.type().equals(type) && fits.test(value));
    return found.isPresent() && below(4) > 0 ? found.get() : fresh(type);
  }

  Optional<Tracked> find(Predicate<Tracked> fits) {
    List<Tracked> fitting = pool.stream().filter(Tracked::isUsable).filter(fits).toList();
    return fitting.isEmpty() || below(8) == 0 ? Optional.empty() : Optional.of(oneOf(fitting));
  }

  private Tracked freshThat(Predicate<Tracked> fits) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      TensorType type = TensorType.of(element(), sizes());
      if (fits.test(new Tracked(new Value(type), RandomLiterals.BOUND, 0))) {
        return fresh(type);
      }
    }
    throw new AssertionError("no fresh value can meet the condition");
  }

  /// A parameter or constant of a type.
  Tracked fresh(TensorType type) {
    Literal literal = RandomLiterals.of(type, random);
    boolean parameter = takesParameters && below(3) > 0;
    Value value =
        parameter ? builder.input("x" + arguments.size(), type) : builder.constant(literal);
    if (parameter) {
      arguments.add(literal);
    }
    Tracked fresh =
        new Tracked(value, RandomLiterals.BOUND * (type.element().isComplex() ? 2 : 1), 0);
    add(fresh);
    return fresh;
  }

  /// Sizes of at most three axes, rarely an empty one.
  long[] sizes() {
    long[] sizes = new long[below(4)];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = below(40) == 0 ? 0 : 1 + below(5);
    }
    return sizes;
  }

  /// Values that nothing reads, and the last few; in order, at most `limit`.
  List<Tracked> outcome(int limit) {
    Graph soFar = builder.build();
    Set<Value> read =
        soFar.nodes().stream().flatMap(n -> n.uses().stream()).collect(Collectors.toSet());
    Set<Value> parameters = new HashSet<>();
    soFar.parameters().forEach(parameter -> parameters.add(parameter.value()));
    List<Tracked> made =
        pool.stream().filter(value -> !parameters.contains(value.value())).toList();
    List<Tracked> last = made.subList(Math.max(0, made.size() - 2), made.size());
    List<Tracked> chosen = new ArrayList<>();
    for (Tracked value : made.reversed()) {
      if (chosen.size() < limit && (last.contains(value) || !read.contains(value.value()))) {
        chosen.add(value);
      }
    }
    return chosen;
  }

  /// Everything that operands and results are taken from.
  List<Tracked> pool() {
    return pool;
  }

  /// The function with the given results.
  Graph build(List<Tracked> results) {
    for (Tracked result : results) {
      builder.result("r" + results.indexOf(result), result.value());
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.strobe.ir.refine;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes a program of unknown sizes static: every type gets its dimensions, and every op that is
/// told shapes by values (`dynamic_reshape`) becomes the one that has them as attributes
/// (`reshape`).
///
///     %0 = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?xf32>) -> tensor<i32>
///     %1 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
///     %2 = stablehlo.dynamic_iota %1, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>
///
/// is, for an argument of five elements, `stablehlo.iota dim = 0 : tensor<5xf32>`. Shape operands
/// are computed by the [dev.strobe.ir.interpret.Interpreter]. A function is copied for each shape
/// and known shape operand that it is called with. What cannot become static is refused by name.
public final class RefineShapes {
  private RefineShapes() {}

  /// Whether the program has anything to refine.
  public static boolean applies(Program program) {
    UnknownShapes unknown = new UnknownShapes(program);
    return program.functions().stream().anyMatch(unknown::in);
  }

  /// The program whose parameters are static already; itself where there is nothing to refine.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if some shape does not follow
  public static Program refine(Program program) {
    return refine(program, program.main().parameterTypes());
  }

  /// The program for parameters of the given types.
  ///
  /// @param types static, one a parameter
  /// @throws dev.strobe.ir.InvalidOpException if they do not fit, or if some shape does not follow
  public static Program refine(Program program, List<? extends Type> types) {
    ImmutableList<Optional<Literal>> unknown =
        types.stream().map(_ -> Optional.<Literal>empty()).collect(ImmutableList.toImmutableList());
    return refine(program, ImmutableList.copyOf(types), unknown);
  }

  /// The program for the types of these arguments, and for the values of those that may be sizes:
  /// the result computes the same as the program for them, but not for others.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if they do not fit, or if some shape does not follow
  public static Program refineFor(Program program, List<Literal> arguments) {
    ImmutableList<Type> types = types(program.main(), arguments);
    ImmutableList<Optional<Literal>> values =
        arguments.stream()
            .map(argument -> Optional.of(argument).filter(KnownValues::maySayShapes))
            .collect(ImmutableList.toImmutableList());
    return refine(program, types, values);
  }

  /// The types of arguments, some of which hold quantised elements.
  private static ImmutableList<Type> types(Graph main, List<Literal> arguments) {
    Checks.require(
        arguments.size() == main.parameters().size(),
        "refine-shapes",
        "arguments of types " + main.parameterTypes(),
        arguments.size());
    return IntStream.range(0, arguments.size())
        .mapToObj(i -> type(main.parameterTypes().get(i), arguments.get(i).type()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Type type(Type parameter, TensorType argument) {
    boolean holds = QuantizedTensorType.storageOf(parameter).fits(argument);
    return holds && parameter instanceof QuantizedTensorType type
        ? type.withDims(argument.dims().stream())
        : argument;
  }

  private static Program refine(
      Program program, ImmutableList<Type> types, ImmutableList<Optional<Literal>> values) {
    Graph main = program.main();
    Checks.require(
        Type.allFit(types, main.parameterTypes()),
        "refine-shapes",
        "arguments of types " + main.parameterTypes(),
        types);
    Checks.require(
        types.stream().noneMatch(UnknownShapes::isUnknown),
        "refine-shapes",
        "static types of the arguments of @main",
        types);
    if (types.equals(main.parameterTypes()) && !applies(program)) {
      return program;
    }
    Program refined = new ProgramRefiner(program).refine(types, values);
    Verifier.requireValid(refined);
    return refined;
  }
}

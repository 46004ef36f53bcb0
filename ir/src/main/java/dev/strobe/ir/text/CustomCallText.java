package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.list;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.CustomCallMemory;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.ExpectOp.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a `custom_call` says besides its target, as entries of a dictionary; what is usual is left
/// out.
final class CustomCallText {
  private CustomCallText() {}

  static List<String> properties(CustomCallOp op) {
    CustomCallOp.Options options = op.options();
    List<String> all = new ArrayList<>();
    if (options.apiVersion() != 1) {
      all.add("api_version = " + options.apiVersion() + " : i32");
    }
    if (!options.backendConfig().isEmpty()) {
      all.add("backend_config = " + options.backendConfig());
    }
    if (!options.calledComputations().isEmpty()) {
      all.add(
          options.calledComputations().stream()
              .map(MlirSyntax::symbol)
              .collect(Collectors.joining(", ", "called_computations = [", "]")));
    }
    if (options.hasSideEffect()) {
      all.add("has_side_effect = true");
    }
    op.memory()
        .layouts()
        .ifPresent(layouts -> all.add("operand_layouts = " + layouts(layouts.operands())));
    if (!op.memory().aliases().isEmpty()) {
      all.add(
          op.memory().aliases().stream()
              .map(CustomCallText::alias)
              .collect(Collectors.joining(", ", "output_operand_aliases = [", "]")));
    }
    op.memory()
        .layouts()
        .ifPresent(layouts -> all.add("result_layouts = " + layouts(layouts.results())));
    return all;
  }

  static List<String> properties(ExpectOp op) {
    String limits =
        switch (op.agreement()) {
          case Agreement.Equal _ -> "";
          case Agreement.Within(double tolerance) -> "tolerance = " + tolerance + " : f64";
          case Agreement.Ulps(long min, long max) ->
              "max_ulp_difference = " + max + " : i64, min_ulp_difference = " + min + " : i64";
        };
    return limits.isEmpty()
        ? List.of("has_side_effect = true")
        : List.of(
            "api_version = 4 : i32", "backend_config = {" + limits + "}", "has_side_effect = true");
  }

  private static String layouts(List<ImmutableLongArray> layouts) {
    return layouts.stream()
        .map(
            each ->
                "dense<"
                    + (each.isEmpty() ? "" : list(each))
                    + "> : tensor<"
                    + each.length()
                    + "xindex>")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String alias(CustomCallMemory.Alias alias) {
    return "#stablehlo.output_operand_alias<output_tuple_indices = "
        + list(alias.outputTupleIndices())
        + ", operand_index = "
        + alias.operandIndex()
        + ", operand_tuple_indices = "
        + list(alias.operandTupleIndices())
        + ">";
  }
}

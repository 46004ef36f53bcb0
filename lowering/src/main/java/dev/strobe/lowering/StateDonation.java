package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;

/// Gives the memory of state parameters of the entry function to the results that replace them.
///
/// XLA then updates such a buffer in place instead of copying it; the caller's buffer is gone.
final class StateDonation {
  private static final String ATTRIBUTE = "tf.aliasing_output";

  private StateDonation() {}

  static Program apply(Program program) {
    Graph main = program.main();
    return program.withMain(
        main.withParameters(
            main.parameters().stream().map(StateDonation::donated).collect(toImmutableList())));
  }

  private static Parameter donated(Parameter parameter) {
    return switch (parameter.role()) {
      case Role.State(int result) ->
          parameter.withAttributes(
              ImmutableMap.<String, String>builder()
                  .putAll(parameter.attributes())
                  .put(ATTRIBUTE, result + " : i32")
                  .buildKeepingLast());
      case Role.Input _, Role.Weight _ -> parameter;
    };
  }
}

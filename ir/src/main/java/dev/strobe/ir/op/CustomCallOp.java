package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// What a backend does under the name of a target.
public record CustomCallOp(
    String callTargetName,
    ImmutableList<Value> inputs,
    ImmutableList<Type> types,
    Options options,
    CustomCallMemory memory)
    implements StructuralOp {
  /// The version from which on the configuration is a dictionary, no string.
  private static final int TYPED_FFI = 4;

  /// Targets that say something of their operand, which they return.
  private static final ImmutableSet<String> ANNOTATIONS =
      ImmutableSet.of(
          "LayoutConstraint",
          "SPMDFullToShardShape",
          "SPMDShardToFullShape",
          "Sharding",
          "annotate_device_placement");

  /// @param backendConfig MLIR text of a string or a dictionary, empty for none
  /// @param calledComputations functions of the program
  public record Options(
      boolean hasSideEffect,
      String backendConfig,
      int apiVersion,
      ImmutableList<String> calledComputations) {
    public Options {
      Checks.require(
          0 <= apiVersion && apiVersion <= TYPED_FFI,
          "custom_call",
          "0 <= api_version <= 4",
          apiVersion);
      String open = apiVersion == TYPED_FFI ? "{" : "\"";
      Checks.require(
          backendConfig.isEmpty() || backendConfig.startsWith(open),
          "custom_call",
          "a backend_config that is a dictionary from api_version 4 on, before that a string",
          backendConfig,
          apiVersion);
    }
  }

  public CustomCallOp {
    memory.require(inputs.stream().map(Value::type).toList(), types);
  }

  /// Whether the result is the operand: the target says something for a partitioner or a placement.
  public boolean isIdentity() {
    return (ANNOTATIONS.contains(callTargetName) || callTargetName.startsWith("xla.sdy."))
        && inputs.size() == 1
        && types.equals(ImmutableList.of(inputs.getFirst().type()));
  }

  /// Refuses what only some backend could do.
  public void requireKnown() {
    Checks.require(
        isIdentity(),
        "custom_call",
        "a target that says something of its one operand, such as @Sharding, since Strobe runs no"
            + " other",
        "@" + callTargetName);
  }

  @Override
  public String name() {
    return "custom_call";
  }

  @Override
  public ImmutableList<Value> operands() {
    return inputs;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return types;
  }

  @Override
  public CustomCallOp withOperands(List<Value> operands) {
    return new CustomCallOp(callTargetName, ImmutableList.copyOf(operands), types, options, memory);
  }

  @Override
  public boolean isPure() {
    return !options.hasSideEffect() && !types.isEmpty();
  }
}

package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.regex.Pattern;

/// An op of somebody else's (`composite`): what it means is what a function of the program does,
/// its decomposition.
public record ForeignCompositeOp(
    String compositeName,
    ImmutableList<Value> inputs,
    ImmutableList<Type> types,
    String decomposition,
    Details details)
    implements CallingOp {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*([.][a-zA-Z0-9_$]+)+");

  /// What only its inventor reads.
  ///
  /// @param attributes MLIR text of a dictionary, empty for none
  public record Details(int version, String attributes, ImmutableList<Region> regions) {}

  public ForeignCompositeOp {
    Checks.require(
        NAME.matcher(compositeName).matches(),
        "composite_c1",
        "a name such as dialect.op",
        compositeName);
  }

  @Override
  public String name() {
    return "composite";
  }

  @Override
  public String callee() {
    return decomposition;
  }

  /// The call that it stands for.
  public CallOp call() {
    return new CallOp(decomposition, inputs, types);
  }

  @Override
  public ForeignCompositeOp withCallee(String other, ImmutableList<Type> otherTypes) {
    return new ForeignCompositeOp(compositeName, inputs, otherTypes, other, details);
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
  public ForeignCompositeOp withOperands(List<Value> operands) {
    return new ForeignCompositeOp(
        compositeName, ImmutableList.copyOf(operands), types, decomposition, details);
  }

  @Override
  public ImmutableList<Region> regions() {
    return details.regions();
  }

  @Override
  public Op withRegions(List<Region> regions) {
    Details other =
        new Details(details.version(), details.attributes(), ImmutableList.copyOf(regions));
    return new ForeignCompositeOp(compositeName, inputs, types, decomposition, other);
  }
}

package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// What one of several bodies returns, chosen by its number; any other number, a negative one too,
/// stands for the last.
///
/// The branches have no parameters: they use values around them.
public record CaseOp(Value index, ImmutableList<Region> branches) implements JointOp {
  public CaseOp {
    Checks.require(
        index.type().equals(TensorType.of(ElementType.S32)),
        "case_i1",
        "a scalar i32 index",
        index);
    Checks.require(!branches.isEmpty(), "case_c1", "0 < size(branches)", branches.size());
    ImmutableList<Type> types = branches.getFirst().resultTypes();
    for (Region branch : branches) {
      Checks.require(
          branch.parameters().isEmpty(),
          "case_c2",
          "branches without parameters",
          branch.parameterTypes());
      Checks.require(
          Type.allFit(branch.resultTypes(), types),
          "case_c3",
          "branches that return the same types",
          types,
          branch.resultTypes());
    }
  }

  @Override
  public String name() {
    return "case";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(index);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return branches.stream().map(Region::resultTypes).reduce(Type::joined).orElseThrow();
  }

  @Override
  public CaseOp withOperands(List<Value> operands) {
    return new CaseOp(operands.getFirst(), branches);
  }

  @Override
  public ImmutableList<Region> regions() {
    return branches;
  }

  @Override
  public CaseOp withRegions(List<Region> regions) {
    return new CaseOp(index, ImmutableList.copyOf(regions));
  }
}

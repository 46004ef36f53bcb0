package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Type;

/// An op that means what a function of the program does with its operands.
public sealed interface CallingOp extends JointOp permits CallOp, ForeignCompositeOp {
  /// The name of the function.
  String callee();

  /// The same of another function, which takes the operands and returns these types.
  CallingOp withCallee(String other, ImmutableList<Type> types);

  /// What is called may have effects.
  @Override
  default boolean isPure() {
    return false;
  }
}

package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Random bits and the next state: a function of the state alone, equal on every machine for all
/// but the default algorithm.
///
/// @param initialState ui64: the key first, then the counter
/// @param output the type of the tensor that is filled with bits
public record RngBitGeneratorOp(Value initialState, Algorithm algorithm, TensorType output)
    implements Op {
  /// The generator.
  public enum Algorithm {
    DEFAULT,
    THREE_FRY,
    PHILOX
  }

  public RngBitGeneratorOp {
    TensorType state = initialState.tensor();
    Checks.require(
        state.rank() == 1 && state.element() == ElementType.U64,
        "rng_bit_generator_i2",
        "a vector of ui64 for an initial_state",
        state);
    long size = state.dim(0);
    boolean fits =
        switch (algorithm) {
          case DEFAULT -> true;
          case THREE_FRY -> size == 2;
          case PHILOX -> size == 2 || size == 3;
        };
    Checks.require(
        fits,
        "rng_bit_generator_c2",
        "size(initial_state) = 2 for THREE_FRY, 2 or 3 for PHILOX",
        algorithm,
        state);
    Checks.require(
        output.element().isInteger() || output.element().isFloat(),
        "rng_bit_generator",
        "an output of integers or floats",
        output);
  }

  @Override
  public String name() {
    return "rng_bit_generator";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(initialState);
  }

  /// The next state, then the bits.
  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(initialState.type(), output);
  }

  @Override
  public RngBitGeneratorOp withOperands(List<Value> operands) {
    return new RngBitGeneratorOp(operands.getFirst(), algorithm, output);
  }
}

package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.InvalidOpException;

/// What a value stands for while a program runs.
sealed interface Datum permits Tensor, Datum.Bundle {
  /// What a tuple or a future holds; a token holds nothing.
  record Bundle(ImmutableList<Datum> elements) implements Datum {
    static final Bundle TOKEN = new Bundle(ImmutableList.of());
  }

  default Tensor tensor() {
    return switch (this) {
      case Tensor tensor -> tensor;
      case Bundle _ -> throw new InvalidOpException("interpreter requires a tensor, got " + this);
    };
  }

  default Bundle bundle() {
    return switch (this) {
      case Tensor tensor ->
          throw new InvalidOpException("interpreter requires a tuple, got " + tensor.type());
      case Bundle bundle -> bundle;
    };
  }
}

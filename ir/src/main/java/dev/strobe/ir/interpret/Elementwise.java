package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/// Ops that treat every element alike.
final class Elementwise {
  private Elementwise() {}

  static Tensor unary(UnaryOp op, Tensor x) {
    Tensor out = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    switch (x.element().kind()) {
      case FLOAT -> mapReal(RealMath.unary(op.kind()), x, out);
      case COMPLEX -> mapComplex(ComplexMath.unary(op.kind()), x, out);
      case BOOLEAN, SIGNED, UNSIGNED ->
          mapInteger(IntegerMath.unary(op.kind(), x.element()), x, out);
    }
    return out;
  }

  static Tensor binary(BinaryOp.Kind kind, Tensor a, Tensor b) {
    Tensor out = Tensor.zeros(a.type());
    switch (a.element().kind()) {
      case FLOAT -> {
        DoubleBinaryOperator f = RealMath.binary(kind);
        for (int i = 0; i < out.size(); i++) {
          out.setReal(i, f.applyAsDouble(a.real(i), b.real(i)));
        }
      }
      case COMPLEX -> {
        BinaryOperator<Complex> f = ComplexMath.binary(kind);
        for (int i = 0; i < out.size(); i++) {
          out.setComplex(i, f.apply(a.complex(i), b.complex(i)));
        }
      }
      case BOOLEAN, SIGNED, UNSIGNED -> {
        LongBinaryOperator f = IntegerMath.binary(kind, a.element());
        for (int i = 0; i < out.size(); i++) {
          out.setInteger(i, f.applyAsLong(a.integer(i), b.integer(i)));
        }
      }
    }
    return out;
  }

  /// `minimum(maximum(operand, min), max)`, so NaN anywhere gives NaN, and `max` wins over `min`.
  static Tensor clamp(Tensor min, Tensor x, Tensor max) {
    Tensor raised = binary(BinaryOp.Kind.MAXIMUM, x, spread(min, x.type()));
    return binary(BinaryOp.Kind.MINIMUM, raised, spread(max, x.type()));
  }

  static Tensor select(Tensor predicate, Tensor onTrue, Tensor onFalse) {
    Tensor out = Tensor.zeros(onTrue.type());
    boolean scalar = predicate.type().isScalar();
    for (int i = 0; i < out.size(); i++) {
      boolean holds = predicate.integer(scalar ? 0 : i) != 0;
      out.copy(i, holds ? onTrue : onFalse, i);
    }
    return out;
  }

  static Tensor complex(Tensor re, Tensor im, TensorType type) {
    Tensor out = Tensor.zeros(type);
    for (int i = 0; i < out.size(); i++) {
      out.setComplex(i, new Complex(re.real(i), im.real(i)));
    }
    return out;
  }

  /// A scalar repeated over a shape; any other tensor as it is.
  private static Tensor spread(Tensor x, TensorType shape) {
    return x.type().isScalar() && !shape.isScalar() ? Movement.fill(shape, x) : x;
  }

  private static void mapReal(DoubleUnaryOperator f, Tensor x, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      double value = f.applyAsDouble(x.real(i));
      if (out.element().isBoolean()) {
        out.setInteger(i, (long) value);
      } else {
        out.setReal(i, value);
      }
    }
  }

  private static void mapInteger(LongUnaryOperator f, Tensor x, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      out.setInteger(i, f.applyAsLong(x.integer(i)));
    }
  }

  private static void mapComplex(UnaryOperator<Complex> f, Tensor x, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      Complex value = f.apply(x.complex(i));
      if (out.element().isComplex()) {
        out.setComplex(i, value);
      } else {
        out.setReal(i, value.re());
      }
    }
  }

  static Tensor map(MapOp op, List<Tensor> inputs, UnaryOperator<List<Tensor>> computation) {
    Tensor out = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    for (int i = 0; i < out.size(); i++) {
      int place = i;
      List<Tensor> scalars = inputs.stream().map(input -> input.scalar(place)).toList();
      out.copy(i, computation.apply(scalars).getFirst(), 0);
    }
    return out;
  }
}

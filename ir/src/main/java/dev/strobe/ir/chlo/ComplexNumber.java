package dev.strobe.ir.chlo;

import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.UnaryOp;

/// A tensor of complex numbers as its parts, in formulas as they are written.
record ComplexNumber(Real re, Real im) {
  static ComplexNumber of(GraphBuilder builder, Value value) {
    return new ComplexNumber(
        new Real(builder, builder.unary(UnaryOp.Kind.REAL, value)),
        new Real(builder, builder.unary(UnaryOp.Kind.IMAG, value)));
  }

  Value toValue() {
    return re.builder().complex(re.value(), im.value());
  }

  ComplexNumber conjugate() {
    return new ComplexNumber(re, im.negated());
  }

  ComplexNumber squared() {
    return new ComplexNumber(re.minus(im).times(re.plus(im)), re.times(im).times(2));
  }

  /// `i z`.
  ComplexNumber turned() {
    return new ComplexNumber(im.negated(), re);
  }

  /// `-i z`.
  ComplexNumber turnedBack() {
    return new ComplexNumber(im, re.negated());
  }
}

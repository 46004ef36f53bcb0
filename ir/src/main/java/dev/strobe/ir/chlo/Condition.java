package dev.strobe.ir.chlo;

import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.UnaryOp;

/// A tensor of predicates in formulas as they are written.
record Condition(GraphBuilder builder, Value value) {
  Condition and(Condition other) {
    return new Condition(builder, builder.and(value, other.value));
  }

  Condition or(Condition other) {
    return new Condition(builder, builder.binary(BinaryOp.Kind.OR, value, other.value));
  }

  Condition not() {
    return new Condition(builder, builder.unary(UnaryOp.Kind.NOT, value));
  }

  Real choose(Real where, Real elsewhere) {
    return new Real(builder, builder.select(value, where.value(), elsewhere.value()));
  }

  Real choose(double where, Real elsewhere) {
    return choose(elsewhere.constant(where), elsewhere);
  }
}

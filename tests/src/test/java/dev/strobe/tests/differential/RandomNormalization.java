package dev.strobe.tests.differential;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BatchNorm;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;

/// Adds batch normalisations of exact numbers.
///
/// One is added to each variance, so that its root is at least one and no quotient grows. What a
/// result may differ by is so many roundings of its largest intermediate number: one a term of a
/// sum, and [#FEW] for what is done with the sum.
record RandomNormalization(RandomFunction f) {
  /// A root, a quotient, two products, two sums, and as much again, since formulas may be factored.
  private static final int FEW = 24;

  void batchNorm() {
    Tracked x =
        f.any(
            v ->
                v.type().rank() > 0
                    && v.type().elementCount() > 0
                    && v.element().isFloat()
                    && v.element().bits() >= 16
                    && v.isExact());
    int feature = f.below(x.type().rank());
    BatchNorm.Axis axis = new BatchNorm.Axis(1, feature);
    TensorType features = x.type().withDims(x.type().dim(feature));
    switch (f.below(3)) {
      case 0 -> inference(x, features, axis);
      case 1 -> training(x, features, axis);
      default -> grad(x, features, axis);
    }
  }

  private Tracked exact(TensorType type) {
    return f.any(Tracked::isExact, type);
  }

  private BatchNorm.Statistics statistics(Tracked mean, TensorType features) {
    Value variance = f.builder().unary(UnaryOp.Kind.ABS, exact(features).value());
    return new BatchNorm.Statistics(mean.value(), variance);
  }

  private void inference(Tracked x, TensorType features, BatchNorm.Axis axis) {
    Tracked scale = exact(features);
    Tracked offset = exact(features);
    Tracked mean = exact(features);
    var op =
        new BatchNormInferenceOp(
            x.value(), scale.value(), offset.value(), statistics(mean, features), axis);
    double bound = (x.bound() + mean.bound()) * scale.bound() + offset.bound();
    f.add(Tracked.steps(f.emit(op), bound, FEW));
  }

  private void training(Tracked x, TensorType features, BatchNorm.Axis axis) {
    Tracked scale = exact(features);
    Tracked offset = exact(features);
    long terms = x.type().elementCount() / features.elementCount();
    double square = x.bound() * x.bound();
    List<Value> results =
        f.builder().emit(new BatchNormTrainingOp(x.value(), scale.value(), offset.value(), axis));
    double bound = 2 * x.bound() * scale.bound() + offset.bound();
    // The root of the variance changes by half of what the variance does.
    f.add(Tracked.steps(results.get(0), bound * (1 + square), terms + FEW));
    f.add(Tracked.steps(results.get(1), x.bound(), terms + FEW));
    f.add(Tracked.steps(results.get(2), 4 * square, terms + FEW));
  }

  private void grad(Tracked x, TensorType features, BatchNorm.Axis axis) {
    Tracked scale = exact(features);
    Tracked mean = exact(features);
    Tracked gradient = exact(x.type());
    var op =
        new BatchNormGradOp(
            x.value(), scale.value(), statistics(mean, features), gradient.value(), axis);
    long terms = x.type().elementCount() / features.elementCount();
    double centred = x.bound() + mean.bound();
    List<Value> results = f.builder().emit(op);
    double inside = gradient.bound() * (2 + centred * centred);
    f.add(Tracked.steps(results.get(0), scale.bound() * inside, 2 * terms + FEW));
    f.add(Tracked.steps(results.get(1), terms * gradient.bound() * centred, terms + FEW));
    f.add(Tracked.steps(results.get(2), terms * gradient.bound(), terms + FEW));
  }
}

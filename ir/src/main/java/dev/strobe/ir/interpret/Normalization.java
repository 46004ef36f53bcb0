package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BatchNorm;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// The batch normalisations, in f64 with one rounding at the end.
///
/// @param features how many features there are
/// @param inner how many neighbouring elements belong to the same feature
/// @param size elements of the operand
record Normalization(int features, int inner, int size) {
  private static Normalization of(TensorType type, BatchNorm.Axis axis) {
    int index = (int) axis.featureIndex();
    long inner = type.dims().subArray(index + 1, type.rank()).stream().reduce(1, (a, b) -> a * b);
    return new Normalization((int) type.dim(index), (int) inner, (int) type.elementCount());
  }

  /// @param x operand, scale, offset, mean, variance
  static Tensor inference(BatchNormInferenceOp op, List<Tensor> x) {
    Normalization n = of(x.getFirst().type(), op.axis());
    return n.normalized(x, x.get(3).reals(), x.get(4).reals(), op.axis());
  }

  /// @param x operand, scale, offset
  static List<Tensor> training(BatchNormTrainingOp op, List<Tensor> x) {
    Tensor operand = x.getFirst();
    Normalization n = of(operand.type(), op.axis());
    double[] mean = n.mean(operand::real);
    double[] variance =
        n.mean(
            i -> {
              double centred = operand.real(i) - mean[n.feature(i)];
              return centred * centred;
            });
    TensorType features = (TensorType) op.resultTypes().get(1);
    return List.of(
        n.normalized(x, mean, variance, op.axis()),
        rounded(mean, features),
        rounded(variance, features));
  }

  /// @param x operand, scale, mean, variance, gradient of the output
  static List<Tensor> grad(BatchNormGradOp op, List<Tensor> x) {
    Tensor operand = x.getFirst();
    Tensor gradOutput = x.get(4);
    Normalization n = of(operand.type(), op.axis());
    double[] mean = x.get(2).reals();
    double[] spread = x.get(3).reals();
    for (int f = 0; f < spread.length; f++) {
      spread[f] += op.axis().epsilon();
    }
    double[] gradOffset = n.sum(gradOutput::real);
    double[] product = n.sum(i -> gradOutput.real(i) * (operand.real(i) - mean[n.feature(i)]));
    double count = n.elementsPerFeature();
    Tensor gradOperand = Tensor.zeros(operand.type());
    for (int i = 0; i < n.size; i++) {
      int f = n.feature(i);
      double slope = product[f] * (operand.real(i) - mean[f]) / spread[f];
      double inside = gradOutput.real(i) * count - gradOffset[f] - slope;
      gradOperand.setReal(i, x.get(1).real(f) / Math.sqrt(spread[f]) / count * inside);
    }
    TensorType features = (TensorType) op.resultTypes().get(1);
    double[] gradScale = new double[n.features];
    for (int f = 0; f < gradScale.length; f++) {
      gradScale[f] = product[f] / Math.sqrt(spread[f]);
    }
    return List.of(gradOperand, rounded(gradScale, features), rounded(gradOffset, features));
  }

  /// @param x operand, scale, offset and more
  private Tensor normalized(List<Tensor> x, double[] mean, double[] variance, BatchNorm.Axis axis) {
    Tensor operand = x.getFirst();
    Tensor out = Tensor.zeros(operand.type());
    for (int i = 0; i < size; i++) {
      int f = feature(i);
      double centred = operand.real(i) - mean[f];
      double normal = centred / Math.sqrt(variance[f] + axis.epsilon());
      out.setReal(i, x.get(1).real(f) * normal + x.get(2).real(f));
    }
    return out;
  }

  private double[] sum(IntToDoubleFunction value) {
    double[] sums = new double[features];
    for (int i = 0; i < size; i++) {
      sums[feature(i)] += value.applyAsDouble(i);
    }
    return sums;
  }

  private double[] mean(IntToDoubleFunction value) {
    double[] means = sum(value);
    for (int f = 0; f < features; f++) {
      means[f] /= elementsPerFeature();
    }
    return means;
  }

  private int feature(int element) {
    return element / inner % features;
  }

  private double elementsPerFeature() {
    return (double) size / features;
  }

  private static Tensor rounded(double[] values, TensorType type) {
    Tensor out = Tensor.zeros(type);
    for (int i = 0; i < values.length; i++) {
      out.setReal(i, values[i]);
    }
    return out;
  }
}

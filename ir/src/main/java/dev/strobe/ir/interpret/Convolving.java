package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.ConvolutionOp;

/// The `convolution` op: for each element of the result, a walk over the kernel. Floats accumulate
/// in f64, integers modulo 2^64.
record Convolving(ConvolutionOp op, Tensor lhs, Tensor rhs) {
  /// Takes the positions of two factors.
  private interface Products {
    void add(int left, int right);
  }

  static Tensor convolve(ConvolutionOp op, Tensor lhs, Tensor rhs) {
    Tensor out = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    Convolving convolving = new Convolving(op, lhs, rhs);
    View results = View.of(out.type());
    for (int i = 0; i < out.size(); i++) {
      convolving.element(results.index(i), i, out);
    }
    return out;
  }

  private void element(int[] result, int at, Tensor out) {
    switch (out.element().kind()) {
      case FLOAT -> {
        double[] sum = new double[1];
        walk(result, (a, b) -> sum[0] += lhs.real(a) * rhs.real(b));
        out.setReal(at, sum[0]);
      }
      case COMPLEX -> {
        Complex[] sum = {new Complex(0, 0)};
        walk(result, (a, b) -> sum[0] = sum[0].plus(lhs.complex(a).times(rhs.complex(b))));
        out.setComplex(at, sum[0]);
      }
      case BOOLEAN, SIGNED, UNSIGNED -> {
        boolean logical = out.element().isBoolean();
        long[] sum = new long[1];
        walk(
            result,
            (a, b) -> {
              long product = lhs.integer(a) * rhs.integer(b);
              sum[0] = logical ? sum[0] | product : sum[0] + product;
            });
        out.setInteger(at, sum[0]);
      }
    }
  }

  /// Visits the kernel's elements of one output feature with what lies under them.
  private void walk(int[] result, Products products) {
    ConvolutionOp.Axes input = op.numbers().input();
    ConvolutionOp.KernelAxes kernel = op.numbers().kernel();
    ConvolutionOp.Axes output = op.numbers().output();
    int outputFeature = result[(int) output.feature()];
    int inputFeatures = (int) rhs.type().dim((int) kernel.inputFeature());
    int featureGroup = group(outputFeature, op.options().featureGroupCount());
    int batchGroup = group(outputFeature, op.options().batchGroupCount());
    int batches = (int) out(output.batch());
    View left = View.of(lhs.type());
    View right = View.of(rhs.type());
    int[] leftIndex = new int[result.length];
    leftIndex[(int) input.batch()] = batchGroup * batches + result[(int) output.batch()];
    for (int i = 0; i < rhs.size(); i++) {
      int[] rightIndex = right.index(i);
      int feature = rightIndex[(int) kernel.inputFeature()];
      leftIndex[(int) input.feature()] = featureGroup * inputFeatures + feature;
      boolean ours = rightIndex[(int) kernel.outputFeature()] == outputFeature;
      if (ours && place(rightIndex, result, leftIndex)) {
        products.add(left.position(leftIndex), i);
      }
    }
  }

  /// Sets the spatial part of an input's index; false where there is only padding.
  private boolean place(int[] rightIndex, int[] result, int[] leftIndex) {
    ConvolutionOp.Window w = op.window();
    for (int d = 0; d < w.strides().length(); d++) {
      int kernelAxis = (int) op.numbers().kernel().spatial().get(d);
      int inputAxis = (int) op.numbers().input().spatial().get(d);
      long kernel = rhs.type().dim(kernelAxis);
      long within = rightIndex[kernelAxis];
      if (w.reversal().get(d)) {
        within = kernel - 1 - within;
      }
      int at = result[(int) op.numbers().output().spatial().get(d)];
      long index = w.axis(d, kernel).under(at, within, lhs.type().dim(inputAxis));
      if (index < 0) {
        return false;
      }
      leftIndex[inputAxis] = (int) index;
    }
    return true;
  }

  private long out(long axis) {
    return ((TensorType) op.resultTypes().getFirst()).dim((int) axis);
  }

  /// The group that an output feature belongs to.
  private int group(int outputFeature, long groups) {
    return (int) (outputFeature / (out(op.numbers().output().feature()) / groups));
  }
}

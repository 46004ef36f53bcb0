package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.BatchNorm;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.TriangularSolveOp;
import java.util.function.Function;

/// What forms of ops from numerical libraries mean: decompositions, transforms, random numbers.
final class NumericOps {
  /// The property that the pretty form of `reduce_precision` has in place of two.
  static final String FORMAT = "format";

  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.<String, Function<OpForm, Op>>builder()
          .put("stablehlo.batch_norm_grad", NumericOps::batchNormGrad)
          .put("stablehlo.batch_norm_inference", NumericOps::batchNormInference)
          .put("stablehlo.batch_norm_training", NumericOps::batchNormTraining)
          .put("stablehlo.cholesky", NumericOps::cholesky)
          .put("stablehlo.complex", NumericOps::complex)
          .put("stablehlo.convolution", ConvolutionSyntax::read)
          .put("stablehlo.fft", NumericOps::fft)
          .put("stablehlo.reduce_precision", NumericOps::reducePrecision)
          .put("stablehlo.rng", NumericOps::rng)
          .put("stablehlo.rng_bit_generator", NumericOps::rngBitGenerator)
          .put("stablehlo.triangular_solve", NumericOps::triangularSolve)
          .buildOrThrow();

  private NumericOps() {}

  private static BatchNorm.Axis axis(OpForm form) {
    double epsilon = form.properties().require("epsilon").real(ElementType.F32);
    return new BatchNorm.Axis((float) epsilon, form.properties().integer("feature_index"));
  }

  private static Op batchNormGrad(OpForm form) {
    form.requireOperands(5);
    BatchNorm.Statistics statistics = new BatchNorm.Statistics(form.operand(2), form.operand(3));
    return new BatchNormGradOp(
        form.operand(0), form.operand(1), statistics, form.operand(4), axis(form));
  }

  private static Op batchNormInference(OpForm form) {
    form.requireOperands(5);
    BatchNorm.Statistics statistics = new BatchNorm.Statistics(form.operand(3), form.operand(4));
    return new BatchNormInferenceOp(
        form.operand(0), form.operand(1), form.operand(2), statistics, axis(form));
  }

  private static Op batchNormTraining(OpForm form) {
    form.requireOperands(3);
    return new BatchNormTrainingOp(form.operand(0), form.operand(1), form.operand(2), axis(form));
  }

  private static Op cholesky(OpForm form) {
    return new CholeskyOp(form.requireOperands(1).operand(0), form.properties().flag("lower"));
  }

  private static Op complex(OpForm form) {
    form.requireOperands(2);
    return new ComplexOp(form.operand(0), form.operand(1));
  }

  private static Op fft(OpForm form) {
    return new FftOp(
        form.requireOperands(1).operand(0),
        form.properties().require("fft_type").constant(FftOp.Kind.values()),
        form.properties().longs("fft_length"));
  }

  private static Op reducePrecision(OpForm form) {
    form.requireOperands(1);
    AttributeDictionary properties = form.properties();
    return properties
        .take(FORMAT)
        .map(format -> reducePrecision(form, format))
        .orElseGet(
            () ->
                new ReducePrecisionOp(
                    form.operand(0),
                    Math.toIntExact(properties.integer("exponent_bits")),
                    Math.toIntExact(properties.integer("mantissa_bits"))));
  }

  /// `e5m10`.
  private static ReducePrecisionOp reducePrecision(OpForm form, Attribute format) {
    String text = format.text();
    if (!text.matches("e\\d{1,4}m\\d{1,4}")) {
      throw format.fail("a format such as e5m10");
    }
    int mantissa = text.indexOf('m');
    return new ReducePrecisionOp(
        form.operand(0),
        Integer.parseInt(text.substring(1, mantissa)),
        Integer.parseInt(text.substring(mantissa + 1)));
  }

  private static Op rng(OpForm form) {
    form.requireOperands(3);
    return new RngOp(
        form.operand(0),
        form.operand(1),
        form.operand(2),
        form.properties().require("rng_distribution").constant(RngOp.Distribution.values()),
        form.result());
  }

  private static Op rngBitGenerator(OpForm form) {
    return new RngBitGeneratorOp(
        form.requireOperands(1).operand(0),
        form.properties().require("rng_algorithm").constant(RngBitGeneratorOp.Algorithm.values()),
        form.result(1, 2));
  }

  private static Op triangularSolve(OpForm form) {
    form.requireOperands(2);
    AttributeDictionary properties = form.properties();
    TriangularSolveOp.Form solved =
        new TriangularSolveOp.Form(
            properties.flag("left_side"),
            properties.flag("lower"),
            properties.flag("unit_diagonal"),
            properties.require("transpose_a").constant(TriangularSolveOp.Transpose.values()));
    return new TriangularSolveOp(form.operand(0), form.operand(1), solved);
  }
}

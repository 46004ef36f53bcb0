package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Normalisations, decompositions and transforms that break one constraint each.
final class NumericRefusals {
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private NumericRefusals() {}

  static ImmutableList<Refusal> all() {
    NumericRefusals refusals = new NumericRefusals();
    refusals.batchNormInference();
    refusals.batchNormTraining();
    refusals.batchNormGrad();
    refusals.triangles();
    refusals.quantizations();
    refusals.transforms();
    refusals.randomBits();
    refusals.randomNumbers();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private static BatchNorm.Axis axis(long feature) {
    return new BatchNorm.Axis(0, feature);
  }

  private void triangles() {
    add("cholesky_i1", () -> new CholeskyOp(s32(3, 3), true));
    add("cholesky_c2", () -> new CholeskyOp(f32(3), true));
    add("cholesky_c3", () -> new CholeskyOp(f32(3, 2, 3), true));
    solve("triangular_solve_i1", s32(3, 3), s32(3, 2), true);
    solve("triangular_solve_c1", f32(3, 3), value(ElementType.F64, 3, 2), true);
    solve("triangular_solve_c2", f32(3), f32(3), true);
    solve("triangular_solve_c2", f32(1, 3, 3), f32(3, 2), true);
    solve("triangular_solve_c3", f32(4, 3, 3), f32(5, 3, 2), true);
    solve("triangular_solve_c3", f32(2, 3), f32(3, 2), true);
    solve("triangular_solve_c3", f32(3, 3), f32(2, 3), true);
    solve("triangular_solve_c3", f32(3, 3), f32(3, 2), false);
  }

  private void quantizations() {
    QuantizedElement element =
        new QuantizedElement(
            ElementType.S8,
            QuantizedElement.Bounds.of(ElementType.S8),
            ElementType.F32,
            OptionalInt.empty(),
            ImmutableList.of(new QuantizedElement.Scaling(0.5, 0)));
    QuantizedTensorType type = QuantizedTensorType.of(element, 2);
    add("uniform_quantize_i1", () -> new UniformQuantizeOp(s32(2), type));
    add("uniform_quantize_c1", () -> new UniformQuantizeOp(f32(3), type));
    add("uniform_quantize_c2", () -> new UniformQuantizeOp(value(ElementType.F64, 2), type));
    add("uniform_dequantize_i1", () -> new UniformDequantizeOp(value(ElementType.S8, 2)));
    add("bitcast_convert_c1", () -> new BitcastConvertOp(f32(2), type));
    QuantizedElement byAxis =
        element.withScalings(OptionalInt.of(0), ImmutableList.copyOf(element.scalings()));
    Value rows = new Value(QuantizedTensorType.of(byAxis, 1));
    add("optimization_barrier_i1", () -> new OptimizationBarrierOp(ImmutableList.of(rows)));
  }

  private void solve(String label, Value a, Value b, boolean left) {
    var transpose = TriangularSolveOp.Transpose.NO_TRANSPOSE;
    var form = new TriangularSolveOp.Form(left, true, false, transpose);
    add(label, () -> new TriangularSolveOp(a, b, form));
  }

  private void fft(String label, Value operand, FftOp.Kind kind, long... lengths) {
    add(label, () -> new FftOp(operand, kind, longs(lengths)));
  }

  private void transforms() {
    Value complex = value(ElementType.C64, 2, 3);
    fft("fft_c1", complex, FftOp.Kind.FFT, 1, 2, 3);
    fft("fft_c2", f32(3), FftOp.Kind.FFT, 3);
    fft("fft_c2", f32(3), FftOp.Kind.IFFT, 3);
    fft("fft_c2", f32(3), FftOp.Kind.IRFFT, 5);
    fft("fft_c2", complex, FftOp.Kind.RFFT, 3);
    fft("fft_c2", value(ElementType.F16, 3), FftOp.Kind.RFFT, 3);
    fft("fft_c3", complex, FftOp.Kind.FFT);
    fft("fft_c3", value(ElementType.C64, 1, 1, 1, 1), FftOp.Kind.FFT, 1, 1, 1, 1);
    fft("fft_c4", f32(2, 3), FftOp.Kind.RFFT, 4);
    fft("fft_c4", f32(2, 3), FftOp.Kind.RFFT, 3, 3);
    fft("fft_c4", complex, FftOp.Kind.IRFFT, 3, 5);
    fft("fft_c4", value(ElementType.C64, 1), FftOp.Kind.IRFFT, -1);
    fft("fft_c5", complex, FftOp.Kind.IRFFT, 6);
    fft("fft_c5", complex, FftOp.Kind.IRFFT, 0);
  }

  private void bits(String label, Value state, RngBitGeneratorOp.Algorithm algorithm) {
    TensorType output = TensorType.of(ElementType.U32, 3);
    add(label, () -> new RngBitGeneratorOp(state, algorithm, output));
  }

  private void randomBits() {
    bits("rng_bit_generator_i2", s32(2), RngBitGeneratorOp.Algorithm.DEFAULT);
    Value matrix = value(ElementType.U64, 2, 1);
    bits("rng_bit_generator_i2", matrix, RngBitGeneratorOp.Algorithm.THREE_FRY);
    Value three = value(ElementType.U64, 3);
    bits("rng_bit_generator_c2", three, RngBitGeneratorOp.Algorithm.THREE_FRY);
    Value four = value(ElementType.U64, 4);
    bits("rng_bit_generator_c2", four, RngBitGeneratorOp.Algorithm.PHILOX);
    Value two = value(ElementType.U64, 2);
    TensorType predicates = TensorType.of(ElementType.PRED, 3);
    var algorithm = RngBitGeneratorOp.Algorithm.THREE_FRY;
    add("rng_bit_generator", () -> new RngBitGeneratorOp(two, algorithm, predicates));
  }

  private void rng(String label, Value a, Value b, Value shape, ElementType element) {
    TensorType type = TensorType.of(element, 2, 3);
    add(label, () -> new RngOp(a, b, shape, RngOp.Distribution.UNIFORM, type));
  }

  private void randomNumbers() {
    Value shape = value(ElementType.S64, 2);
    Value complex = value(ElementType.C64);
    rng("rng_i1", f32(1), f32(), shape, ElementType.F32);
    rng("rng_i1", complex, complex, shape, ElementType.C64);
    rng("rng_i2", f32(), f32(1), shape, ElementType.F32);
    rng("rng_i2", f32(), complex, shape, ElementType.F32);
    rng("rng_i3", f32(), f32(), s32(2), ElementType.F32);
    rng("rng_i3", f32(), f32(), value(ElementType.S64, 2, 1), ElementType.F32);
    rng("rng_c1", s32(), f32(), shape, ElementType.F32);
    rng("rng_c1", f32(), s32(), shape, ElementType.F32);
    rng("rng_c1", f32(), f32(), shape, ElementType.F64);
    TensorType integers = TensorType.of(ElementType.S32, 2, 3);
    var normal = RngOp.Distribution.NORMAL;
    add("rng_c2", () -> new RngOp(s32(), s32(), shape, normal, integers));
    rng("rng_c3", f32(), f32(), value(ElementType.S64, 3), ElementType.F32);
  }

  /// Scale, offset, mean and variance for an operand with three features on axis 1.
  private void inference(String label, Value... vectors) {
    add(label, () -> inference(f32(2, 3), 1, vectors));
  }

  private static Op inference(Value operand, long feature, Value... vectors) {
    var statistics = new BatchNorm.Statistics(vectors[2], vectors[3]);
    return new BatchNormInferenceOp(operand, vectors[0], vectors[1], statistics, axis(feature));
  }

  private void batchNormInference() {
    Value v = f32(3);
    Value half = value(ElementType.F16, 3);
    add("batch_norm_inference_i1", () -> inference(s32(2, 3), 1, v, v, v, v));
    add("batch_norm_inference_c1", () -> inference(f32(2, 3), 2, v, v, v, v));
    add("batch_norm_inference_c1", () -> inference(f32(2, 3), -1, v, v, v, v));
    inference("batch_norm_inference_c2", half, v, v, v);
    inference("batch_norm_inference_c2", v, half, v, v);
    inference("batch_norm_inference_c2", v, v, half, v);
    inference("batch_norm_inference_c2", v, v, v, half);
    inference("batch_norm_inference_c3", f32(2), v, v, v);
    inference("batch_norm_inference_c3", f32(3, 1), v, v, v);
    inference("batch_norm_inference_c4", v, f32(2), v, v);
    inference("batch_norm_inference_c5", v, v, f32(2), v);
    inference("batch_norm_inference_c6", v, v, v, f32(2));
  }

  private void training(String label, Value operand, Value scale, Value offset, long feature) {
    add(label, () -> new BatchNormTrainingOp(operand, scale, offset, axis(feature)));
  }

  private void batchNormTraining() {
    Value v = f32(3);
    training("batch_norm_training_i1", s32(2, 3), v, v, 1);
    training("batch_norm_training_c1", f32(2, 3), v, v, 2);
    training("batch_norm_training_c2", f32(2, 3), v, value(ElementType.F64, 3), 1);
    training("batch_norm_training_c3", f32(2, 3), f32(2), v, 1);
    training("batch_norm_training_c4", f32(2, 3), v, f32(2), 1);
  }

  /// Scale, mean, variance and the output's gradient.
  private void grad(String label, Value operand, long feature, Value... others) {
    var statistics = new BatchNorm.Statistics(others[1], others[2]);
    add(label, () -> new BatchNormGradOp(operand, others[0], statistics, others[3], axis(feature)));
  }

  private void batchNormGrad() {
    Value v = f32(3);
    Value x = f32(2, 3);
    grad("batch_norm_grad_i1", s32(2, 3), 1, v, v, v, x);
    grad("batch_norm_grad_c1", x, 2, v, v, v, x);
    grad("batch_norm_grad_c2", x, 1, v, v, v, value(ElementType.F64, 2, 3));
    grad("batch_norm_grad_c3", x, 1, v, v, v, f32(3, 2));
    grad("batch_norm_grad_c4", x, 1, v, f32(2), v, x);
    grad("batch_norm_grad_c4", x, 1, v, v, f32(3, 1), x);
    grad("batch_norm_grad_c5", x, 1, f32(2), f32(2), f32(2), x);
  }
}

package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.tests.TestModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The step programs of every family at tiny sizes: the interpreter on what `models` builds against
/// the plugin on what fusion and lowering make of it, from the same state at each step.
///
/// Every result counts, logits, hidden states and all of the next state, padding too. Rows of a
/// batch differ in start and length, and the first row's last step is past every sliding window.
final class StepGraphsTest {
  private static final int CAPACITY = 16;
  private static final int SLACK = 8;

  /// Rounding of f32 over a few layers, as a part of a result's largest magnitude.
  private static final double TOLERANCE = 2e-5;

  /// Where activations are rounded to 127 * 254 steps, one between two of them may go either way: a
  /// few steps of the largest of a row, beside the rounding of f32.
  private static final double CODE_TOLERANCE = TOLERANCE + 8.0 / 127 / 254;

  private static final Device DEVICE = Device.open(TestModels.file("cpu-plugin"));

  /// Keeps executables below `target`, as the suite's other tests do.
  private static final Compiler COMPILER = Compiler.of(DEVICE, TestModels.options().cacheFolder());

  /// One step: how many tokens a row it is built for, and where each row starts and how many of
  /// them are valid.
  private record Step(Outputs outputs, int tokens, int[] starts, int[] lengths) {
    StepShape shape(int batch) {
      return new StepShape(batch, tokens, CAPACITY, SLACK, outputs);
    }
  }

  private static final ImmutableList<Step> STEPS =
      ImmutableList.of(
          new Step(Outputs.ALL_LOGITS, 8, new int[] {0, 0}, new int[] {8, 5}),
          new Step(Outputs.HIDDEN_STATES, 4, new int[] {8, 5}, new int[] {4, 3}),
          new Step(Outputs.LAST_LOGITS, 1, new int[] {12, 8}, new int[] {1, 1}));

  static Stream<Arguments> models() {
    return Stream.of(
            "llama", "gemma3", "mistral-window-6", "qwen2-windows", "qwen3-tied", "gemma2-softcaps")
        .flatMap(
            name ->
                Stream.of(WeightType.values())
                    .flatMap(
                        weights ->
                            Stream.of(
                                Arguments.of(name, 1, weights), Arguments.of(name, 2, weights))));
  }

  @ParameterizedTest
  @MethodSource("models")
  void pluginAgreesWithTheInterpreterAtEveryStep(String name, int batch, WeightType weights) {
    FlashConfig config = config(name);
    Random random = new Random(name.hashCode());
    Map<String, Literal> held = new HashMap<>();
    for (Step step : STEPS) {
      Graph graph = FlashTransformer.step(config, step.shape(batch), weights.precision());
      List<Literal> arguments = new ArrayList<>();
      for (Parameter parameter : graph.parameters()) {
        arguments.add(argument(parameter, step, held, random));
      }
      List<Literal> want = Interpreter.run(graph, arguments);
      List<Literal> got = onDevice(graph, arguments);
      for (int i = 0; i < want.size(); i++) {
        double tolerance = weights == WeightType.INT8 ? CODE_TOLERANCE : TOLERANCE;
        String what = step + ", " + graph.resultNames().get(i);
        requireClose(want.get(i), got.get(i), tolerance, what);
      }
      keepState(graph, want, held);
    }
  }

  private static FlashConfig config(String name) {
    try (Checkpoint checkpoint = Checkpoints.open(TestModels.tiny(name))) {
      return Model.describe(checkpoint).config();
    }
  }

  /// Weights stay the same from step to step; the first state is rubbish, since only positions say
  /// what is valid.
  private static Literal argument(
      Parameter parameter, Step step, Map<String, Literal> held, Random random) {
    return switch (parameter.role()) {
      case Role.Weight _ -> held.computeIfAbsent(parameter.name(), _ -> weight(parameter, random));
      case Role.State _ ->
          held.computeIfAbsent(parameter.name(), _ -> Literal.splat(parameter.tensor(), 7.5));
      case Role.Input _ -> input(parameter, step, random);
    };
  }

  private static Literal weight(Parameter parameter, Random random) {
    if (parameter.tensor().element() == ElementType.S8) {
      byte[] codes = new byte[(int) parameter.tensor().byteSize()];
      random.nextBytes(codes);
      return Literal.ofBytes(parameter.tensor(), codes);
    }
    int rank = parameter.tensor().rank();
    double spread = rank == 2 ? 1.3 / Math.sqrt(parameter.tensor().dim(1)) : 0.3;
    boolean norm = parameter.name().endsWith("norm.weight");
    boolean scales = parameter.name().endsWith("_scale");
    ElementType element = parameter.tensor().element();
    ByteBuffer bytes = ByteBuffer.allocate((int) parameter.tensor().byteSize());
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < parameter.tensor().elementCount(); i++) {
      double number = (norm ? 1 : 0) + random.nextGaussian() * spread;
      ElementCodec.write(element, bytes, i, scales ? Math.abs(number) / 127 : number);
    }
    return Literal.ofBytes(parameter.tensor(), bytes.array());
  }

  private static Literal input(Parameter parameter, Step step, Random random) {
    int count = (int) parameter.tensor().elementCount();
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (parameter.name()) {
            case "start" -> step.starts()[i];
            case "length" -> step.lengths()[i];
            default -> random.nextInt(97);
          };
    }
    return Literal.ofS32(parameter.tensor(), values);
  }

  private static void keepState(Graph graph, List<Literal> results, Map<String, Literal> held) {
    for (Parameter parameter : graph.parameters()) {
      if (parameter.role() instanceof Role.State(int result)) {
        held.put(parameter.name(), results.get(result));
      }
    }
  }

  private static List<Literal> onDevice(Graph graph, List<Literal> arguments) {
    List<DeviceTensor> tensors = new ArrayList<>();
    try (CompiledProgram compiled = COMPILER.compile(graph)) {
      arguments.forEach(argument -> tensors.add(DEVICE.upload(argument)));
      List<DeviceTensor> results = compiled.executable().run(List.copyOf(tensors));
      tensors.addAll(results);
      return results.stream().map(DeviceTensor::toLiteral).toList();
    } finally {
      tensors.forEach(DeviceTensor::close);
    }
  }

  private static void requireClose(Literal want, Literal got, double tolerance, String what) {
    assertEquals(want.type(), got.type(), what);
    double magnitude = 0;
    double apart = 0;
    for (int i = 0; i < want.type().elementCount(); i++) {
      magnitude = Math.max(magnitude, Math.abs(want.doubleAt(i)));
      apart = Math.max(apart, Math.abs(want.doubleAt(i) - got.doubleAt(i)));
    }
    double part = apart / magnitude;
    assertTrue(part <= tolerance, () -> what + ": off by " + part + " of the largest magnitude");
  }

  @AfterAll
  static void closeDevice() {
    DEVICE.close();
  }
}

package dev.strobe.tests.worth;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.Precision;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program on which passes are measured.
record Subject(String name, Program program) {
  private static final int CAPACITY = 512;
  private static final DotGeneralOp.Dimensions LAST_AXES =
      new DotGeneralOp.Dimensions(
          ImmutableLongArray.of(),
          ImmutableLongArray.of(),
          ImmutableLongArray.of(1),
          ImmutableLongArray.of(1));

  static ImmutableList<Subject> all() throws IOException {
    FlashConfig large = config(TestModels.file("smollm2"));
    FlashConfig small = config(TestModels.tiny("gemma3"));
    return ImmutableList.of(
        new Subject("top_k of one, 49,152 numbers", largest()),
        new Subject("product with dequantised 4,096 x 1,024", dequantized()),
        new Subject("norm and two products with constants of 64 x 64", constants()),
        new Subject("smollm2, prefill 128, sliced at its end", sliced(large)),
        new Subject("transformer of two layers, from JAX", jax()),
        new Subject("tiny gemma3, decode", step(small, 1)),
        new Subject("tiny gemma3, prefill 128", step(small, 128)),
        new Subject("smollm2, prefill 128", step(large, 128)),
        new Subject("smollm2, decode", step(large, 1)));
  }

  static FlashConfig config(Path file) {
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      return Model.describe(checkpoint).config();
    }
  }

  static Program step(FlashConfig config, int tokens) {
    return step(config, tokens, Precision.F32);
  }

  static Program step(FlashConfig config, int tokens, Precision precision) {
    return step(config, tokens, Outputs.LAST_LOGITS, precision);
  }

  private static Program step(
      FlashConfig config, int tokens, Outputs outputs, Precision precision) {
    StepShape shape =
        new StepShape(1, tokens, Math.max(CAPACITY, tokens), Math.max(128, tokens), outputs);
    return Program.of(FlashTransformer.step(config, shape, precision));
  }

  /// All logits, then the last valid row of them: what an exporter writes.
  private static Program sliced(FlashConfig config) {
    Graph graph = step(config, 128, Outputs.ALL_LOGITS, Precision.F32).main();
    GraphBuilder b = new GraphBuilder("slice");
    Value logits = graph.results().getFirst();
    Value length =
        graph.parameters().stream()
            .filter(each -> each.name().equals("length"))
            .map(Parameter::value)
            .findFirst()
            .orElseThrow();
    Value zero = b.constant(ElementType.S32, 0);
    Value last = b.add(b.reshape(length), b.constant(ElementType.S32, -1));
    b.result(
        "logits", b.dynamicSlice(logits, List.of(zero, last, zero), 1, 1, logits.tensor().dim(2)));
    Graph tail = b.build();
    List<Value> results = new ArrayList<>(graph.results());
    results.set(0, tail.results().getFirst());
    ImmutableList<Node> nodes =
        ImmutableList.<Node>builder().addAll(graph.nodes()).addAll(tail.nodes()).build();
    return Program.of(graph.withBody(nodes, ImmutableList.copyOf(results)));
  }

  /// Without the donations that JAX asks for, so that the same arguments serve again.
  private static Program jax() throws IOException {
    Path text =
        Path.of(
            System.getProperty("strobe.root"),
            "ir/src/test/resources/dev/strobe/ir/interpret/jax_transformer.mlir");
    Program read = StableHloReader.read(Files.readString(text));
    ImmutableList<Parameter> kept =
        read.main().parameters().stream()
            .map(each -> each.withAttributes(ImmutableMap.of()).withRole(new Role.Input()))
            .collect(ImmutableList.toImmutableList());
    return read.withMain(read.main().withParameters(kept));
  }

  private static Program largest() {
    GraphBuilder b = new GraphBuilder("main");
    TensorType type = TensorType.of(ElementType.F32, 1, 49_152);
    Value logits = b.input("logits", type);
    Value places = b.iota(type.withElement(ElementType.S32), 1);
    TensorType number = TensorType.of(ElementType.F32);
    TensorType place = TensorType.of(ElementType.S32);
    Region descending =
        b.region(
            List.of(number, number, place, place),
            pairs ->
                b.emit(
                    new CompareOp(
                        pairs.get(0),
                        pairs.get(1),
                        CompareOp.Direction.GT,
                        CompareOp.Comparison.TOTALORDER)));
    List<Value> sorted = b.emit(new SortOp(ImmutableList.of(logits, places), 1, true, descending));
    b.result("token", b.slice(sorted.getLast(), 1, 0, 1));
    return Program.of(b.build());
  }

  private static Program dequantized() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 1, 1024));
    Value w = b.input("w", TensorType.of(ElementType.S8, 4096, 1024));
    Value scales = b.input("scales", TensorType.of(ElementType.F32, 4096));
    Value spread = b.broadcast(scales, new long[] {4096, 1024}, 0);
    b.result("y", b.dotGeneral(x, b.multiply(b.convert(w, ElementType.F32), spread), LAST_AXES));
    return Program.of(b.build());
  }

  /// Weights of the norm that can be multiplied into the matrices behind it, which can be one.
  private static Program constants() {
    int width = 64;
    TensorType row = TensorType.of(ElementType.F32, 1, width);
    TensorType square = row.withDims(width, width);
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", row);
    Value weight = b.constant(Literal.ofF32(row.withDims(width), numbers(width, 1, 2, 4)));
    Value normed = new RmsNormOp(x, weight, 1e-5, Mean.DIVIDED).expand(b);
    Value gate = b.constant(Literal.ofF32(square, numbers(width * width, 0.5f, -0.25f, 3)));
    Value up = b.constant(Literal.ofF32(square, numbers(width * width, -1, 0.75f, 0.1f)));
    Value product = b.dotGeneral(normed, gate, LAST_AXES);
    b.result("y", b.multiply(b.tanh(product), b.dotGeneral(normed, up, LAST_AXES)));
    return Program.of(b.build());
  }

  /// Some numbers, again and again.
  private static float[] numbers(int count, float... some) {
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = some[i % some.length];
    }
    return all;
  }
}

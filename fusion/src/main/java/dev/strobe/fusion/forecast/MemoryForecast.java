package dev.strobe.fusion.forecast;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConstantOp;
import java.util.OptionalInt;

/// The memory that a program will need once XLA's CPU compiler has compiled it, in bytes.
///
/// Arguments, outputs and aliases are exact. Temporaries are what a model of the compiler says:
/// which values it stores, which of them share memory, and how low an arena holds the rest.
///
/// @param argumentBytes of all parameters
/// @param outputBytes of all results, and the table of their addresses
/// @param aliasBytes of results in the memory of donated parameters
/// @param constantBytes of tensors that the program holds
/// @param tempBytes of the arena of intermediates
/// @param buffers that are in it
/// @param outputs memory of results that is not a parameter's
public record MemoryForecast(
    long argumentBytes,
    long outputBytes,
    long aliasBytes,
    long constantBytes,
    long tempBytes,
    ImmutableList<ForecastBuffer> buffers,
    ImmutableList<ForecastBuffer> outputs) {
  /// The attribute of a parameter whose memory a result takes.
  private static final String ALIASING = "tf.aliasing_output";

  private static final long ADDRESS = 8;

  /// Forecasts a legalised program of static shapes.
  public static MemoryForecast of(Program program) {
    Graph main = program.main();
    long outputs = main.results().stream().mapToLong(MemoryForecast::bytes).sum();
    long table = main.results().size() == 1 ? 0 : ADDRESS * main.results().size();
    TemporaryBuffers.Found found = TemporaryBuffers.of(KernelOrder.of(FlatProgram.of(program)));
    ImmutableList<ForecastBuffer> arena = XlaArena.place(found.arena());
    return new MemoryForecast(
        main.parameters().stream().mapToLong(p -> bytes(p.value())).sum(),
        outputs + table,
        main.parameters().stream()
            .filter(parameter -> aliasedResult(parameter).isPresent())
            .mapToLong(parameter -> bytes(parameter.value()))
            .sum(),
        main.nodes().stream().mapToLong(MemoryForecast::constantBytes).sum(),
        XlaArena.height(arena),
        arena,
        ImmutableList.copyOf(found.outputs()));
  }

  /// What XLA's CPU compiler calls the peak: everything but temporaries.
  public long peakBytes() {
    return argumentBytes + outputBytes - aliasBytes + constantBytes;
  }

  /// What a run needs at its highest point, temporaries too.
  public long totalBytes() {
    return peakBytes() + tempBytes;
  }

  /// The result whose memory a parameter's is to become.
  static OptionalInt aliasedResult(Parameter parameter) {
    String attribute = parameter.attributes().get(ALIASING);
    return attribute == null
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(attribute.split(" ", -1)[0]));
  }

  private static long bytes(Value value) {
    return DeviceSize.of(value.type());
  }

  private static long constantBytes(Node node) {
    boolean isTable = node.op() instanceof ConstantOp constant && !constant.value().isSplat();
    return isTable ? bytes(node.result()) : 0;
  }
}

package dev.strobe.tests.scale;

import com.sun.management.OperatingSystemMXBean;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.lowering.Lowering;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.Precision;
import dev.strobe.models.StepShape;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.Executable;
import dev.strobe.tests.TestModels;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/// Compiles a model's step some times in a process of its own: the first time, classes are loaded.
///
/// Arguments: a name, the model's file, the tokens of the step.
final class FirstCompile {
  private static final PrintStream OUT = System.out;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final Target CPU = Target.of("cpu");
  private static final int TIMES = 4;

  private FirstCompile() {}

  public static void main(String[] arguments) {
    int tokens = Integer.parseInt(arguments[2]);
    FlashConfig config;
    try (Checkpoint checkpoint = Checkpoints.open(Path.of(arguments[1]))) {
      config = Model.describe(checkpoint).config();
    }
    StepShape shape = new StepShape(1, tokens, 512, 128, StepShape.Outputs.LAST_LOGITS);
    Program program = Program.of(FlashTransformer.step(config, shape, Precision.F32));
    try (Device device = Device.open(TestModels.options().plugin())) {
      print("%s, %d tokens".formatted(arguments[0], tokens), "first", program, device);
      for (int i = 2; i < TIMES; i++) {
        once(program, device);
      }
      print("", "number " + TIMES, program, device);
    }
  }

  private static void print(String name, String turn, Program program, Device device) {
    Took took = once(program, device);
    OUT.printf(
        Locale.ROOT,
        "| %s | %s | %.0f | %.0f | %.0f | %.1f %% |%n",
        name,
        turn,
        took.passes(),
        took.lowering(),
        took.xla(),
        100 * took.passes() / took.xla());
  }

  /// Milliseconds of CPU, of this thread and of all of the plugin's.
  private record Took(double passes, double lowering, double xla) {}

  private static Took once(Program program, Device device) {
    double start = thread();
    Program fused = StandardPipelines.standard().run(program, CPU).program();
    double between = thread();
    LoweredProgram lowered = Lowering.lower(fused, CPU);
    double end = thread();
    long before = SYSTEM.getProcessCpuTime();
    try (Executable _ = device.compile(lowered.text(), lowered.options().toBytes())) {
      double xla = (SYSTEM.getProcessCpuTime() - before) / 1e6;
      return new Took(between - start, end - between, xla);
    }
  }

  private static double thread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }
}

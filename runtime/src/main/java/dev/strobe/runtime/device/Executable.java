package dev.strobe.runtime.device;

import dev.strobe.pjrt.PjrtBuffer;
import dev.strobe.pjrt.PjrtCompiledMemoryStats;
import dev.strobe.pjrt.PjrtExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program compiled for a device; whoever got it closes it.
public final class Executable implements AutoCloseable {
  private final PjrtExecutable executable;

  Executable(PjrtExecutable executable) {
    this.executable = executable;
  }

  /// Starts the program and returns its results, which the caller closes; reading one waits for it.
  ///
  /// Arguments that the program consumes are gone afterwards but still to be closed.
  ///
  /// @throws IllegalArgumentException if number, shapes or device of the arguments do not fit
  /// @throws dev.strobe.pjrt.PjrtException if the plugin refuses
  public List<DeviceTensor> run(List<DeviceTensor> arguments) {
    List<PjrtBuffer> buffers = new ArrayList<>(arguments.size());
    for (DeviceTensor argument : arguments) {
      buffers.add(argument.buffer());
    }
    List<DeviceTensor> results = new ArrayList<>();
    for (PjrtBuffer result : executable.execute(buffers)) {
      results.add(new DeviceTensor(result, ElementTypes.type(result.shape())));
    }
    return results;
  }

  /// What the backend planned; fields it does not report are zero.
  public MemoryReport memory() {
    PjrtCompiledMemoryStats stats = executable.program().memoryStats();
    return new MemoryReport(
        stats.argumentBytes(),
        stats.outputBytes(),
        stats.aliasBytes(),
        stats.tempBytes(),
        stats.peakBytes(),
        0);
  }

  /// The program's bytes for the same plugin on the same kind of machine, where the plugin has
  /// them.
  public Optional<byte[]> serialize() {
    try {
      return Optional.of(executable.program().serialize());
    } catch (UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    executable.close();
  }
}

package dev.strobe.runtime.device;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.pjrt.ExecuteOptions;
import dev.strobe.pjrt.HloProgram;
import dev.strobe.pjrt.PjrtBuffer;
import dev.strobe.pjrt.PjrtCompiledMemoryStats;
import dev.strobe.pjrt.PjrtErrorCode;
import dev.strobe.pjrt.PjrtException;
import dev.strobe.pjrt.PjrtExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    ExecuteEvent event = new ExecuteEvent();
    event.begin();
    List<DeviceTensor> results = results(executable.execute(buffers(arguments)));
    event.arguments = arguments.size();
    event.commit();
    return results;
  }

  /// The same for each replica.
  ///
  /// @param arguments one list a replica, on its device
  /// @return one list a replica
  public List<List<DeviceTensor>> runReplicas(List<List<DeviceTensor>> arguments) {
    List<List<PjrtBuffer>> buffers = arguments.stream().map(Executable::buffers).toList();
    return executable.launch(buffers, ExecuteOptions.defaults()).outputs().stream()
        .map(Executable::results)
        .toList();
  }

  private static List<PjrtBuffer> buffers(List<DeviceTensor> tensors) {
    List<PjrtBuffer> buffers = new ArrayList<>(tensors.size());
    for (DeviceTensor tensor : tensors) {
      buffers.add(tensor.buffer());
    }
    return buffers;
  }

  private static List<DeviceTensor> results(List<PjrtBuffer> buffers) {
    List<DeviceTensor> results = new ArrayList<>(buffers.size());
    for (PjrtBuffer buffer : buffers) {
      results.add(new DeviceTensor(buffer, ElementTypes.type(buffer.shape())));
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

  /// What the backend made of the program.
  public HloProgram optimized() {
    return executable.program().optimizedHlo();
  }

  /// What copies or converts the whole of a parameter in what the backend made of the program.
  ///
  /// @param states dimensions by the index of the parameter
  public List<StateRewrite> rewrites(Map<Integer, ImmutableLongArray> states) {
    return StateWay.rewrites(optimized(), states);
  }

  /// The program's bytes for the same plugin on the same kind of machine, where the plugin has
  /// them.
  public Optional<byte[]> serialize() {
    try {
      return Optional.of(executable.program().serialize());
    } catch (UnsupportedOperationException _) {
      return Optional.empty();
    } catch (PjrtException e) {
      // XLA's CPU compiler has no bytes for some kernels, such as those of sorts.
      if (e.code().equals(Optional.of(PjrtErrorCode.UNIMPLEMENTED))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    executable.close();
  }
}

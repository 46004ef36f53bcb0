package dev.strobe.runtime;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.interpret.CheckedProgram;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compiles and runs small graphs on a device, as in a unit test of a user's own model.
///
/// Owns the device it opened until [#close]. Safe for several threads.
public final class GraphRunner implements AutoCloseable {
  private final Device device;
  private final Compiler compiler;

  private GraphRunner(Device device, Compiler compiler) {
    this.device = device;
    this.compiler = compiler;
  }

  /// A runner on the default plugin of this user, which is XLA's CPU backend unless something else
  /// was chosen.
  ///
  /// @throws dev.strobe.artifacts.ArtifactException naming the command that fetches the plugin, if
  ///   there is none
  public static GraphRunner open() {
    return open(ModelOptions.defaults());
  }

  public static GraphRunner open(ModelOptions options) {
    return open(options.plugin(), options.cacheFolder());
  }

  /// @param plugin the PJRT plugin's library
  /// @param cacheFolder where compiled programs are kept, if anywhere
  public static GraphRunner open(Path plugin, Optional<Path> cacheFolder) {
    return open(plugin, cacheFolder, 1);
  }

  /// The same for programs of which several replicas run side by side, each on a device of its own.
  public static GraphRunner open(Path plugin, Optional<Path> cacheFolder, int replicas) {
    Device device = Device.open(plugin, replicas);
    return new GraphRunner(device, Compiler.of(device, cacheFolder));
  }

  public Device device() {
    return device;
  }

  /// Runs a graph on literals in the order of its parameters and returns its results.
  public List<Literal> run(Graph graph, List<Literal> arguments) {
    return run(Program.of(graph), arguments);
  }

  /// Runs a program's entry function, and carries out its checks on what comes back.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if a check fails
  public List<Literal> run(Program program, List<Literal> arguments) {
    return runReplicas(program, List.of(arguments)).getFirst();
  }

  /// Runs a program's entry function by replicas side by side, as many as this was opened for or
  /// fewer.
  ///
  /// @param arguments one list a replica
  /// @return one list a replica
  /// @throws dev.strobe.ir.InvalidOpException if a check fails
  public List<List<Literal>> runReplicas(Program program, List<? extends List<Literal>> arguments) {
    CheckedProgram checked = CheckedProgram.of(program);
    List<DeviceTensor> open = new ArrayList<>();
    try (CompiledProgram compiled = compiler.compile(checked.program(), arguments.size())) {
      List<List<DeviceTensor>> uploaded = new ArrayList<>();
      for (int replica = 0; replica < arguments.size(); replica++) {
        List<DeviceTensor> own = new ArrayList<>();
        for (Literal argument : arguments.get(replica)) {
          own.add(device.upload(argument, replica));
          open.add(own.getLast());
        }
        uploaded.add(own);
      }
      List<List<DeviceTensor>> results = compiled.executable().runReplicas(uploaded);
      results.forEach(open::addAll);
      return results.stream()
          .map(each -> checked.checked(each.stream().map(DeviceTensor::toLiteral).toList()))
          .toList();
    } finally {
      open.forEach(DeviceTensor::close);
    }
  }

  @Override
  public void close() {
    device.close();
  }
}

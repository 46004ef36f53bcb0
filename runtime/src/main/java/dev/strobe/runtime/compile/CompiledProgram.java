package dev.strobe.runtime.compile;

import dev.strobe.ir.Graph;
import dev.strobe.runtime.device.Executable;

/// An executable with the graph whose parameters and results it has.
///
/// @param signature the entry function that was compiled
/// @param executable owned by this record's holder
/// @param fromCache whether it was found on disk
/// @param milliseconds that compiling or loading took
public record CompiledProgram(
    Graph signature, Executable executable, boolean fromCache, double milliseconds)
    implements AutoCloseable {
  @Override
  public void close() {
    executable.close();
  }
}

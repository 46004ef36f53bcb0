package dev.strobe.runtime.compile;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.runtime.compile.ArenaDump.XlaBuffer;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.Executable;
import dev.strobe.runtime.device.MemoryReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What XLA made of a program, as HLO text: compiled once more with XLA's own dump into a folder
/// that is gone afterwards.
public final class OptimizedDump {
  private OptimizedDump() {}

  /// Optimised HLO, the memory that it needs, and XLA's temporaries.
  public record Optimized(String text, MemoryReport memory, ImmutableList<XlaBuffer> arena) {}

  /// Compiles a lowered program for a device and returns its optimised HLO.
  ///
  /// @throws UnsupportedOperationException if the backend dumps nothing
  public static Optimized of(Device device, LoweredProgram lowered) {
    try {
      Path folder = Files.createTempDirectory("strobe-hlo");
      try {
        byte[] options =
            lowered
                .options()
                .withOverride("xla_dump_to", folder.toString())
                .withOverride("xla_dump_hlo_as_text", true)
                .toBytes();
        try (Executable executable = device.compile(lowered.text(), options)) {
          return new Optimized(
              Files.readString(dump(folder, "after_optimizations.txt")),
              executable.memory(),
              ArenaDump.read(Files.readAllLines(dump(folder, "buffer-assignment.txt"))));
        }
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("optimised program requires a folder for XLA's dump", e);
    }
  }

  private static Path dump(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(ending))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
      if (found.isEmpty()) {
        throw new UnsupportedOperationException(
            "optimised program requires a backend that dumps HLO text, got no dump");
      }
      return found.getFirst();
    }
  }
}

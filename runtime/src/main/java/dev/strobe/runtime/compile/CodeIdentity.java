package dev.strobe.runtime.compile;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Program;
import dev.strobe.lowering.Lowering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Which code turns programs into what a backend gets: a hash of the modules' very bytes.
final class CodeIdentity {
  /// Of this process, in which code does not change.
  static final String OWN =
      of(
          Stream.of(Program.class, StandardPipelines.class, Lowering.class)
              .map(CodeIdentity::place));

  private CodeIdentity() {}

  /// The hash of archives and of all that is in folders.
  static String of(Stream<Path> places) {
    Hasher hasher = Hashing.sha256().newHasher();
    places.forEach(place -> put(hasher, place));
    return hasher.hash().toString();
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("code requires a place, got " + e.getInput(), e);
    }
  }

  private static void put(Hasher hasher, Path place) {
    try (Stream<Path> found = Files.walk(place)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        hasher.putString(place.relativize(file).toString(), StandardCharsets.UTF_8);
        hasher.putInt(bytes.length).putBytes(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("code requires to be readable, got " + place, e);
    }
  }
}

package dev.strobe.runtime.compile;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// What a compiled program depends on beside its text and options: the plugin's very bytes and the
/// CPU's features.
final class MachineIdentity {
  private MachineIdentity() {}

  /// The plugin's SHA-256, the architecture and the CPU's features as one text.
  ///
  /// Hashing a plugin of 200 MB takes a good part of a second, so the hash is remembered in
  /// `folder` for as long as the file keeps its size, time and inode.
  static String of(Path plugin, Optional<Path> folder) {
    return pluginHash(plugin, folder) + " " + System.getProperty("os.arch") + " " + cpuFeatures();
  }

  private static String pluginHash(Path plugin, Optional<Path> folder) {
    try {
      Path real = plugin.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      String stamp =
          "%s %d %s %s"
              .formatted(
                  real, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
      String name = Hashing.sha256().hashString(stamp, StandardCharsets.UTF_8) + ".sha256";
      Optional<Path> memo = folder.map(f -> f.resolve(name));
      if (memo.isPresent() && Files.isRegularFile(memo.get())) {
        String known = Files.readString(memo.get());
        if (known.length() == 64) {
          return known;
        }
      }
      String hash = MoreFiles.asByteSource(real).hash(Hashing.sha256()).toString();
      memo.ifPresent(file -> remember(file, hash));
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException("plugin " + plugin + " requires to be readable", e);
    }
  }

  /// A memo that cannot be written costs time at the next start and nothing else.
  private static void remember(Path file, String hash) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "new-", ".tmp");
      try {
        Files.writeString(temporary, hash);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      System.getLogger(MachineIdentity.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot remember the plugin's hash", e);
    }
  }

  private static String cpuFeatures() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    try {
      List<String> lines = Files.exists(cpuinfo) ? Files.readAllLines(cpuinfo) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return "unknown";
    }
  }
}

package dev.strobe.runtime.tokenizer;

import dev.strobe.artifacts.ArtifactCache;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// Unpacks the tokenizer library's native part into Strobe's cache and loads it, once a process.
///
/// The file lies in the folder `native` of the per-user cache, or in a temporary folder where that
/// cannot be written, and is named by the library's version. It appears there in one atomic move,
/// so a killed process leaves no half-written library.
final class NativeLibrary {
  private static final String RESOURCES = "native/lib/";

  private NativeLibrary() {}

  /// Loads the library on the first call; fails alike on every call if it cannot be loaded.
  static void load() {
    if (Loaded.FAILURE.isPresent()) {
      Throwable failure = Loaded.FAILURE.get();
      throw new TokenizerException(
          "tokenizer requires its native library to load, got " + failure.getMessage(), failure);
    }
  }

  /// Unpacks the library into `folder` unless it is there already; returns its path.
  static Path unpack(Path folder) throws IOException {
    URLConnection library =
        resource(RESOURCES + platform() + "/cpu/libtokenizers.so").openConnection();
    library.setUseCaches(false);
    try (InputStream bytes = library.getInputStream()) {
      Path target = folder.resolve("libtokenizers-" + version() + "-" + platform() + ".so");
      if (Files.isRegularFile(target) && Files.size(target) == library.getContentLengthLong()) {
        return target;
      }
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, "libtokenizers", ".partial");
      try {
        Files.copy(bytes, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
      return target;
    }
  }

  private static String platform() {
    String name =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT)
            + "-"
            + System.getProperty("os.arch", "");
    return switch (name) {
      case "linux-amd64", "linux-x86_64" -> "linux-x86_64";
      case "linux-aarch64" -> "linux-aarch64";
      default ->
          throw new TokenizerException("tokenizer requires Linux on x86-64 or arm64, got " + name);
    };
  }

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = resource(RESOURCES + "tokenizers.properties").openStream()) {
      properties.load(in);
    }
    return properties.getProperty("version", "unversioned");
  }

  private static URL resource(String name) throws IOException {
    URL url = NativeLibrary.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IOException(name + " is not on the class path");
    }
    return url;
  }

  private static void loadFromCacheOrTemporaryFolder() throws IOException {
    Path folder = ArtifactCache.of(System.getenv()).root().resolve("native");
    Path library;
    try {
      library = unpack(folder);
    } catch (IOException unwritable) {
      Path temporary = Files.createTempDirectory("strobe-native");
      temporary.toFile().deleteOnExit();
      library = unpack(temporary);
      library.toFile().deleteOnExit();
    }
    System.load(library.toAbsolutePath().toString());
  }

  /// Its initialisation is the one load.
  private static final class Loaded {
    static final Optional<Throwable> FAILURE = failure();

    private static Optional<Throwable> failure() {
      try {
        loadFromCacheOrTemporaryFolder();
        return Optional.empty();
      } catch (IOException | TokenizerException | UnsatisfiedLinkError e) {
        return Optional.of(e);
      }
    }
  }
}

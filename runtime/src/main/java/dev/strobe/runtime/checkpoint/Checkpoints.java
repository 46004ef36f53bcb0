package dev.strobe.runtime.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Opens model files, telling the formats apart by what is there.
public final class Checkpoints {
  private static final byte[] GGUF_MAGIC = {'G', 'G', 'U', 'F'};

  private Checkpoints() {}

  /// Opens a GGUF file, a safetensors file (with `config.json` beside it, if any) or a Hugging Face
  /// folder. The caller closes it.
  ///
  /// @throws CheckpointException if it is none of these, or cannot be read
  public static Checkpoint open(Path path) {
    if (Files.isDirectory(path)) {
      return HuggingFaceReader.openFolder(path);
    }
    if (!Files.isRegularFile(path)) {
      throw FilePlace.of(path)
          .requires("a model file or folder", Files.exists(path) ? "neither" : "no such file");
    }
    if (Arrays.equals(firstBytes(path), GGUF_MAGIC)) {
      return GgufReader.open(path);
    }
    if (path.toString().endsWith(".safetensors")) {
      return HuggingFaceReader.openFile(path);
    }
    throw FilePlace.of(path)
        .requires(
            "a GGUF file (first bytes GGUF), a .safetensors file or a Hugging Face folder",
            "another kind of file");
  }

  private static byte[] firstBytes(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(GGUF_MAGIC.length);
    } catch (IOException e) {
      throw FilePlace.of(path).unusable("a readable file", e);
    }
  }
}

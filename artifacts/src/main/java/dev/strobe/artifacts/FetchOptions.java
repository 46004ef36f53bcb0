package dev.strobe.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToLongFunction;

/// How a fetch meets its surroundings.
///
/// @param environment the variables that pip inherits; `PATH` and `STROBE_PYTHON` find Python in it
/// @param prompt asked where the environment accepts no terms
/// @param progress told how far it has come
/// @param usableBytes free bytes of the file system that holds a folder
public record FetchOptions(
    Map<String, String> environment,
    TermsPrompt prompt,
    FetchProgress progress,
    ToLongFunction<Path> usableBytes) {
  public FetchOptions {
    environment = Map.copyOf(environment);
  }

  /// Silent, asks nobody, measures the real disk.
  public static FetchOptions of(Map<String, String> environment) {
    return new FetchOptions(
        environment, TermsPrompt.NOBODY, FetchProgress.SILENT, FetchOptions::measured);
  }

  public FetchOptions withPrompt(TermsPrompt other) {
    return new FetchOptions(environment, other, progress, usableBytes);
  }

  public FetchOptions withProgress(FetchProgress other) {
    return new FetchOptions(environment, prompt, other, usableBytes);
  }

  FetchOptions withUsableBytes(ToLongFunction<Path> other) {
    return new FetchOptions(environment, prompt, progress, other);
  }

  private static long measured(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

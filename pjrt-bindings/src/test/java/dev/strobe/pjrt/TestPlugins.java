package dev.strobe.pjrt;

import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.KnownArtifacts;

/// The real CPU plugins, which the build has fetched; a missing one fails with the command that
/// fetches it.
enum TestPlugins {
  /// API 0.115, the default.
  NEWEST("cpu-plugin"),
  /// API 0.106.
  MIDDLE("cpu-plugin-0.106"),
  /// API 0.81, the oldest that is supported.
  OLDEST("cpu-plugin-0.81");

  private final String artifact;

  TestPlugins(String artifact) {
    this.artifact = artifact;
  }

  PjrtPlugin load() {
    return HandlesReturned.watch(
        PjrtPlugin.load(ArtifactCache.of(System.getenv()).require(KnownArtifacts.named(artifact))));
  }

  /// A client with this many devices.
  PjrtClient client(int devices) {
    return load().createClient(PjrtClientOptions.cpu(devices));
  }
}

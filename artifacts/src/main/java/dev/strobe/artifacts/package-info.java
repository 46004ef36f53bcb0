/// The plugins and models that Strobe knows by name: what they are, where they lie in the user's
/// cache, and how they get there.
///
/// Entry types: [KnownArtifacts] (the list), [ArtifactCache], [PluginLocator] and [ModelLocator]
/// (find a file, never fetch one; for library code), [ArtifactFetcher] (runs pip; for the command
/// line and the build only). This package must not know models, graphs or PJRT, and has no
/// dependency but the JDK.
package dev.strobe.artifacts;

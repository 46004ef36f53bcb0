package dev.strobe.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: the jar's version and the Java that runs it.
final class StrobeVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
    return new String[] {"strobe %s, Java %s".formatted(version, Runtime.version())};
  }
}

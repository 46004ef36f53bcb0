package dev.strobe.cli;

import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.Terms;
import dev.strobe.artifacts.TermsPrompt;
import java.io.Console;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks on the terminal whether terms are accepted; without a terminal the answer is no.
final class TermsQuestion implements TermsPrompt {
  @Override
  public boolean accepts(Artifact artifact, Terms terms) {
    return Terminal.console().map(console -> ask(console, artifact, terms)).orElse(false);
  }

  private static boolean ask(Console console, Artifact artifact, Terms terms) {
    String answer =
        console.readLine(
            "%s may be used under the %s only: %s%nDo you accept them? [y/N] ",
            artifact.name(), terms.name(), terms.where());
    return Optional.ofNullable(answer)
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .filter(List.of("y", "yes")::contains)
        .isPresent();
  }
}

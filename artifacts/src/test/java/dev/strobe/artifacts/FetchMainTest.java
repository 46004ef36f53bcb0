package dev.strobe.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchMainTest {
  @TempDir Path cache;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void passesOverUnacceptedTermsByNameWhenTold() {
    assertEquals(0, run("--skip-unaccepted", "gemma3-270m, libtpu"));
    assertEquals(
        """
        terms not accepted: gemma3-270m (set STROBE_ACCEPT_TERMS=gemma)
        terms not accepted: libtpu (set STROBE_ACCEPT_TERMS=libtpu)
        """,
        text());
  }

  @Test
  void failsForUnacceptedTermsOtherwise() {
    assertEquals(1, run("gemma3-270m"));
    assertTrue(text().startsWith("strobe: fetching gemma3-270m requires that you accept the"));
  }

  @Test
  void failsForWhatCannotBeFetchedAndGoesOnWithTheRest() {
    assertEquals(1, run("nosuch smollm2"));
    assertTrue(text().contains("got 'nosuch'\nstrobe: fetching requires python3"), text());
  }

  @Test
  void wantsAName() {
    assertEquals(2, run("--skip-unaccepted", " "));
  }

  private int run(String... arguments) {
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", cache.toString(), "PATH", cache.toString());
    return FetchMain.run(arguments, environment, new PrintStream(out, true, UTF_8));
  }

  private String text() {
    return out.toString(UTF_8);
  }
}

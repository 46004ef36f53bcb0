package dev.strobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BusyLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void showsTheActivityAndTakesItAwayWhenClosed() throws InterruptedException {
    BusyLine line = BusyLine.on(terminal, () -> "compiling");
    while (bytes.size() == 0) {
      Thread.sleep(10);
    }
    line.close();
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("\r\033[Kcompiling… "), text);
    assertTrue(text.endsWith("\r\033[K"), text);
  }

  @Test
  void printsNothingWhereTheWaitIsShort() {
    BusyLine line = BusyLine.on(terminal, () -> "compiling");
    line.close();
    line.close();
    assertEquals("", bytes.toString(StandardCharsets.UTF_8));
  }
}

package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handles that nobody closed and nobody knows any more.
@Timeout(60)
class DroppedHandleTest {
  private static final int COUNT = 1000;

  /// What would call a plugin from a thread, or at a time, that nobody chose.
  private static final Pattern FORBIDDEN =
      Pattern.compile("\\bCleaner\\b|\\bfinalize\\(|PhantomReference|ProcessBuilder|dlclose");

  @Test
  void theGarbageCollectorDestroysNothingAndTheClientAll() throws InterruptedException {
    try (FakePlugin fake = new FakePlugin()) {
      PjrtClient client = fake.client();
      List<WeakReference<PjrtBuffer>> dropped = drop(client);
      while (dropped.stream().anyMatch(buffer -> buffer.get() != null)) {
        System.gc();
        Thread.sleep(10);
      }
      assertEquals(0, fake.count(Slot.BUFFER_DESTROY));
      assertEquals(COUNT, client.plugin().liveHandles().get(PjrtHandleKind.BUFFER));
      client.close();
      assertEquals(COUNT, fake.count(Slot.BUFFER_DESTROY));
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  private static List<WeakReference<PjrtBuffer>> drop(PjrtClient client) {
    List<WeakReference<PjrtBuffer>> dropped = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      dropped.add(
          new WeakReference<>(
              client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst())));
    }
    return dropped;
  }

  /// Processes too: what a child of a fork may do with a plugin's locks is nobody's promise.
  @Test
  void noSourceUsesCleanersFinalizersOrProcesses() throws IOException {
    Path sources =
        Path.of(System.getProperty("strobe.root"), "pjrt-bindings/src/main/java/dev/strobe/pjrt");
    try (Stream<Path> files = Files.list(sources)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(all.size() > 40, all.toString());
      for (Path file : all) {
        assertEquals(
            List.of(),
            Files.readAllLines(file).stream()
                .filter(line -> !line.strip().startsWith("//"))
                .filter(line -> FORBIDDEN.matcher(line).find())
                .toList(),
            file.toString());
      }
    }
  }
}

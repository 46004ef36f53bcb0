package dev.strobe.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fetches in processes of their own: two at once, and one that is killed.
class FetchProcessTest {
  private static final Artifact TOY = FakePip.artifact(Licence.open("MIT"));

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();
  private ArtifactCache cache = new ArtifactCache(Path.of("unset"));
  private FakePip pip = new FakePip(Path.of("unset"));

  /// The program of the processes: `CACHE PIP`.
  public static void main(String... arguments) {
    FakePip pip = new FakePip(Path.of(arguments[1]));
    FetchOptions options =
        FetchOptions.of(pip.environment()).withProgress(new StageLines(System.out));
    new ArtifactFetcher(new ArtifactCache(Path.of(arguments[0])), options).fetch(TOY);
  }

  @BeforeEach
  void start() throws IOException {
    cache = new ArtifactCache(folder.resolve("cache"));
    pip = FakePip.in(folder.resolve("pip"));
  }

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void theSecondOfTwoProcessesWaitsAndFindsWhatTheFirstFetched() throws Exception {
    pip.does(
        """
        touch "$here/started"
        while [ ! -e "$here/go" ]; do sleep 0.05; done
        cp "$here"/wheels/*.whl "$dest\"\
        """);
    Process first = fetch("first");
    await(() -> Files.exists(pip.folder().resolve("started")));
    Process second = fetch("second");
    await(() -> read(folder.resolve("second")).contains("waiting for another fetch of toy"));
    Files.createFile(pip.folder().resolve("go"));
    assertEquals(0, first.waitFor(), read(folder.resolve("first")));
    assertEquals(0, second.waitFor(), read(folder.resolve("second")));
    assertEquals(1, pip.calls().size());
    assertTrue(cache.find(TOY).isPresent());
  }

  @Test
  void aKilledFetchLeavesNothingThatIsTakenForAFileAndTheNextOneCleansUp() throws Exception {
    pip.hangs();
    Process killed = fetch("killed");
    await(() -> Files.exists(pip.folder().resolve("started")));
    killed.destroyForcibly().waitFor();
    assertEquals(Optional.empty(), cache.find(TOY));
    assertTrue(Files.exists(cache.stagingFolder(TOY)), "the kill came too early to test anything");
    pip.serves();
    assertEquals(0, fetch("next").waitFor(), read(folder.resolve("next")));
    assertTrue(cache.find(TOY).isPresent());
    assertFalse(Files.exists(cache.stagingFolder(TOY)));
    orphan().ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void aTerminatedFetchTakesPipAndItsHalfAWheelWithIt() throws Exception {
    pip.hangs();
    Process terminated = fetch("terminated");
    await(() -> Files.exists(pip.folder().resolve("started")));
    terminated.destroy();
    terminated.waitFor();
    await(() -> orphan().isEmpty());
    assertEquals(List.of(), filesUnder(cache.root().resolve("fetching")));
  }

  private Process fetch(String log) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FetchProcessTest.class.getName(),
                cache.root().toString(),
                pip.folder().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile())
            .start();
    started.add(process);
    return process;
  }

  /// The hanging pip, if it lives.
  private Optional<ProcessHandle> orphan() {
    long id = Long.parseLong(read(pip.folder().resolve("started")).strip());
    return ProcessHandle.of(id).filter(ProcessHandle::isAlive);
  }

  private static List<Path> filesUnder(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited two minutes in vain");
      Thread.sleep(20);
    }
  }
}

package dev.strobe.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.artifacts.FetchProgress.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFetcherTest {
  private static final Artifact TOY = FakePip.artifact(Licence.open("MIT"));
  private static final Artifact RESTRICTED = FakePip.artifact(Licence.restricted(FakePip.TERMS));

  @TempDir Path folder;
  private ArtifactCache cache = new ArtifactCache(Path.of("unset"));
  private FakePip pip = new FakePip(Path.of("unset"));

  @BeforeEach
  void start() throws IOException {
    cache = new ArtifactCache(folder.resolve("cache"));
    pip = FakePip.in(folder.resolve("pip with space"));
  }

  @Test
  void joinsThePartsAndKeepsTheNotices() throws IOException {
    Path file = fetcher().fetch(TOY);
    assertEquals(FakePip.CONTENTS, Files.readString(file));
    assertEquals("L", Files.readString(file.resolveSibling("LICENSE")));
    assertNothingStaged();
  }

  @Test
  void pinsWheelsAndTargetWhateverThePythonIs() throws IOException {
    fetcher().fetch(TOY);
    String call = pip.calls().getFirst();
    assertTrue(call.startsWith("-m pip download --no-deps"), call);
    for (String part :
        List.of("--require-hashes", "--only-binary :all:", "--python-version 3.11", "--abi none")) {
      assertTrue(call.contains(part), call);
    }
    String zeros = "0".repeat(64);
    assertEquals(
        List.of("toy-main==1.0 --hash=sha256:" + zeros, "toy-part-b==1.0 --hash=sha256:" + zeros),
        Files.readAllLines(pip.folder().resolve("requirements")));
  }

  @Test
  void runsPipOnceForWhatIsThereAlready() throws IOException {
    assertEquals(fetcher().fetch(TOY), fetcher().fetch(TOY));
    assertEquals(1, pip.calls().size());
  }

  @Test
  void givesAFileThatWasCopiedInItsRecord() throws IOException {
    Path file = cache.path(TOY);
    Files.createDirectories(file.getParent());
    Files.writeString(file, FakePip.CONTENTS);
    fetcher().fetch(TOY);
    assertTrue(VerifiedRecord.vouchesFor(file, TOY.file()));
    assertEquals(List.of(), pip.calls());
  }

  @Test
  void replacesADamagedFile() throws IOException {
    Path file = fetcher().fetch(TOY);
    Files.writeString(file, "half");
    fetcher().fetch(TOY);
    assertEquals(FakePip.CONTENTS, Files.readString(file));
  }

  @Test
  void reportsTheStagesInOrder() {
    List<Stage> stages = new ArrayList<>();
    FetchProgress progress = (artifact, stage, done, total) -> stages.add(stage);
    new ArtifactFetcher(cache, FetchOptions.of(pip.environment()).withProgress(progress))
        .fetch(TOY);
    assertEquals(Stage.UNPACKING, stages.getLast());
    assertEquals(stages.stream().sorted().toList(), stages);
  }

  @Test
  void refusesAWheelWhoseFileIsAnother() throws IOException {
    Artifact other = FakePip.artifact("1".repeat(64), Licence.open("MIT"));
    String message = failure(fetcher(), other);
    assertTrue(
        message.contains("SHA-256 " + "1".repeat(64) + ", got 26 bytes with SHA-256 "), message);
    assertFalse(Files.exists(cache.path(other)));
    assertNothingStaged();
  }

  @Test
  void saysWhichHashPipGot() throws IOException {
    pip.failsWith(
        """
        ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have
            toy-main==1.0 from an index:
                Expected sha256 aaaa
                     Got        bbbb
        """);
    String message = failure(fetcher(), TOY);
    assertTrue(message.startsWith("fetching toy requires SHA-256 aaaa, got bbbb (mend"), message);
    assertNothingStaged();
  }

  @Test
  void saysThatNoIndexCanBeReached() throws IOException {
    pip.failsWith(
        """
        WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'
        ERROR: Could not find a version that satisfies the requirement toy (from versions: none)
        ERROR: No matching distribution found for toy-main==1.0
        """);
    ArtifactException e = assertThrows(ArtifactException.class, () -> fetcher().fetch(TOY));
    assertTrue(e.getMessage().contains("requires a package index that pip can reach"));
    assertTrue(e.getMessage().contains("./strobe fetch toy"));
    assertEquals(3, e.details().size());
  }

  @Test
  void saysHowToInstallPip() throws IOException {
    pip.failsWith("/usr/bin/python3: No module named pip\n");
    String message = failure(fetcher(), TOY);
    assertTrue(message.startsWith("fetching toy requires pip, got a Python without it"), message);
  }

  @Test
  void quotesPipsLastErrorWhereItKnowsNoBetter() throws IOException {
    pip.failsWith("ERROR: first\nERROR: the index is on strike\n\n");
    String message = failure(fetcher(), TOY);
    assertTrue(message.contains("got: the index is on strike (then: ./strobe"), message);
  }

  @Test
  void saysThatPythonIsMissing() {
    String message = failure(fetcher(Map.of("PATH", folder.toString())), TOY);
    assertTrue(message.startsWith("fetching requires python3 with pip on PATH, got none"), message);
  }

  @Test
  void saysThatTheChosenPythonCannotBeRun() {
    Map<String, String> environment = new HashMap<>(pip.environment());
    environment.put("STROBE_PYTHON", "/no/python");
    String message = failure(fetcher(environment), TOY);
    assertTrue(message.startsWith("STROBE_PYTHON requires a Python with pip, got '/no"), message);
  }

  @Test
  void looksForSpaceBeforeItCallsPip() throws IOException {
    FetchOptions full = FetchOptions.of(pip.environment()).withUsableBytes(any -> 5_000_000L);
    String message = failure(new ArtifactFetcher(cache, full), TOY);
    assertTrue(message.contains("requires 16 MB of free space, got 5 MB in " + cache.root()));
    assertEquals(List.of(), pip.calls());
    assertNothingStaged();
  }

  @Test
  void saysThatTheDiskFilledUpWhilePipRan() throws IOException {
    pip.failsWith("Traceback:\nOSError: [Errno 28] No space left on device\n");
    String message = failure(fetcher(), TOY);
    assertTrue(message.contains("free space, got the disk filled up"), message);
  }

  @Test
  void recognisesADiskThatFillsUpWhileUnpacking() {
    WheelUnpacker unpacker =
        new WheelUnpacker(
            TOY,
            List.of(
                pip.folder().resolve("wheels/toy_main-1.0-py3-none-any.whl"),
                pip.folder().resolve("wheels/toy_part_b-1.0-py3-none-any.whl")));
    IOException e =
        assertThrows(
            IOException.class, () -> unpacker.unpackFile(Path.of("/dev/full"), done -> {}));
    assertTrue(Causes.isNoSpace(e), e.toString());
  }

  @Test
  void saysThatTheCacheCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    for (Path root : List.of(file.resolve("strobe"), Path.of("/proc/strobe"))) {
      FetchOptions options = FetchOptions.of(pip.environment());
      String message = failure(new ArtifactFetcher(new ArtifactCache(root), options), TOY);
      assertTrue(message.contains("requires a cache that can be written, got "), message);
    }
    assertEquals(List.of(), pip.calls());
  }

  @Test
  void refusesUnacceptedTermsBeforeItCallsPip() throws IOException {
    TermsNotAcceptedException e =
        assertThrows(TermsNotAcceptedException.class, () -> fetcher().fetch(RESTRICTED));
    assertTrue(e.getMessage().contains("Toy Terms (docs/licences.md)"), e.getMessage());
    assertTrue(e.getMessage().endsWith("(set STROBE_ACCEPT_TERMS=toy)"), e.getMessage());
    assertEquals(List.of(), pip.calls());
  }

  @Test
  void takesAcceptanceFromAListInTheEnvironment() {
    Map<String, String> environment = new HashMap<>(pip.environment());
    environment.put("STROBE_ACCEPT_TERMS", "other, toy");
    assertTrue(Files.exists(fetcher(environment).fetch(RESTRICTED)));
  }

  @Test
  void takesAcceptanceFromAPersonAndAsksNoMoreOnceItIsThere() {
    List<String> asked = new ArrayList<>();
    TermsPrompt prompt =
        (artifact, terms) -> {
          asked.add(terms.key());
          return true;
        };
    FetchOptions options = FetchOptions.of(pip.environment()).withPrompt(prompt);
    new ArtifactFetcher(cache, options).fetch(RESTRICTED);
    new ArtifactFetcher(cache, options).fetch(RESTRICTED);
    assertEquals(List.of("toy"), asked);
  }

  private ArtifactFetcher fetcher() {
    return fetcher(pip.environment());
  }

  private ArtifactFetcher fetcher(Map<String, String> environment) {
    return new ArtifactFetcher(cache, FetchOptions.of(environment));
  }

  private static String failure(ArtifactFetcher fetcher, Artifact artifact) {
    ArtifactException e = assertThrows(ArtifactException.class, () -> fetcher.fetch(artifact));
    String message = e.getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void assertNothingStaged() {
    assertFalse(Files.exists(cache.stagingFolder(TOY)));
  }
}

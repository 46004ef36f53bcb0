package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.strobe.pjrt.raw.PJRT_Executable_OptimizedProgram_Args;
import dev.strobe.pjrt.raw.PJRT_Program;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/// The two calls that fetch a compiler's optimised program: one for its size, one for its code.
final class OptimizedProgram {
  private static final String EXPECTED_FORMAT = "hlo_with_config";

  private OptimizedProgram() {}

  /// What `reader` finds in the program, which it reads in place.
  static <T> T read(Handle program, Function<WireReader, T> reader) {
    return fetch(
        program,
        nativeProgram -> {
          if (!format(nativeProgram).equals(EXPECTED_FORMAT)) {
            throw new UnsupportedOperationException(
                "signature requires an optimised program as "
                    + EXPECTED_FORMAT
                    + ", got "
                    + format(nativeProgram));
          }
          return reader.apply(new WireReader(code(nativeProgram)));
        });
  }

  static PjrtProgram copy(Handle program) {
    return fetch(
        program,
        nativeProgram ->
            PjrtProgram.of(format(nativeProgram), code(nativeProgram).toArray(JAVA_BYTE)));
  }

  private static <T> T fetch(Handle program, Function<MemorySegment, T> read) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nativeProgram = PJRT_Program.allocate(arena);
      PJRT_Program.struct_size(nativeProgram, Pjrt.PJRT_Program_STRUCT_SIZE());
      call(program, nativeProgram);
      PJRT_Program.code(nativeProgram, arena.allocate(PJRT_Program.code_size(nativeProgram)));
      call(program, nativeProgram);
      return read.apply(nativeProgram);
    }
  }

  private static void call(Handle program, MemorySegment nativeProgram) {
    program.calling(
        Slot.EXECUTABLE_OPTIMIZED_PROGRAM,
        a -> PJRT_Executable_OptimizedProgram_Args.program(a, nativeProgram),
        a -> true);
  }

  private static String format(MemorySegment nativeProgram) {
    return CText.read(PJRT_Program.format(nativeProgram), PJRT_Program.format_size(nativeProgram));
  }

  private static MemorySegment code(MemorySegment nativeProgram) {
    return PJRT_Program.code(nativeProgram).reinterpret(PJRT_Program.code_size(nativeProgram));
  }
}

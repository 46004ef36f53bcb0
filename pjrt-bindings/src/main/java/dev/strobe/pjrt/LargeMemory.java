package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Zeroed memory straight from the operating system.
///
/// An arena's own memory is zeroed by one thread before anyone may use it, which for a model's
/// weights takes longer than reading them; these pages are made when they are first written, by
/// whoever writes. Asking for huge pages made first use slower where it was measured.
final class LargeMemory {
  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final long PAGE = 4096;

  private LargeMemory() {}

  /// Memory of so many bytes, aligned to a page, that goes with `arena`.
  static MemorySegment allocate(long bytes, Arena arena) {
    long reserved = Math.addExact(bytes, PAGE);
    MemorySegment start = map(reserved);
    if (start.address() == -1) {
      throw new OutOfMemoryError(
          "host memory requires " + bytes + " bytes, got none from the system");
    }
    MemorySegment all = start.reinterpret(reserved, arena, mapping -> unmap(mapping, reserved));
    long offset = Math.ceilDiv(start.address(), PAGE) * PAGE - start.address();
    return all.asSlice(offset, bytes);
  }

  private static MemorySegment map(long bytes) {
    try {
      MethodHandle mmap =
          function(
              "mmap",
              FunctionDescriptor.of(
                  ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
      return (MemorySegment)
          mmap.invokeExact(MemorySegment.NULL, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("mmap could not be called", e);
    }
  }

  private static void unmap(MemorySegment start, long bytes) {
    try {
      MethodHandle munmap = function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
      int _ = (int) munmap.invokeExact(start, bytes);
    } catch (Throwable e) {
      throw new IllegalStateException("munmap could not be called", e);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}

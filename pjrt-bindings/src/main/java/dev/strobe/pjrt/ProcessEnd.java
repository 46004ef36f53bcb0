package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.function.BooleanSupplier;

/// Lets a process end while a plugin's client is open.
///
/// A process that ends destroys the static objects of its C++ libraries. The threads of an open
/// client go on meanwhile and use them, and the exit becomes a crash. Such a process leaves at once
/// instead, with the status that it had, which the system cleans up after all the same. Nothing
/// here calls into the plugin.
final class ProcessEnd {
  private ProcessEnd() {}

  /// From now on the end of the process is safe whenever `inUse` says that it needs to be.
  static void guard(BooleanSupplier inUse) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup libc = linker.defaultLookup();
    MemorySegment leave = libc.findOrThrow("_exit");
    // Of glibc: what is registered last runs first, so this has to wait for the end.
    MethodHandle onExit =
        linker.downcallHandle(
            libc.findOrThrow("on_exit"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("pjrt-exit")
                .unstarted(
                    () -> {
                      if (inUse.getAsBoolean()) {
                        call(onExit, leave);
                      }
                    }));
  }

  private static void call(MethodHandle onExit, MemorySegment leave) {
    try {
      int _ = (int) onExit.invokeExact(leave, MemorySegment.NULL);
    } catch (Throwable e) {
      throw new IllegalStateException("on_exit could not be called", e);
    }
  }
}

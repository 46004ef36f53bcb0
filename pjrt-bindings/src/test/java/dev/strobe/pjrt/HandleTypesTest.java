package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the compiler refuses before anything runs.
class HandleTypesTest {
  private static final Set<Class<?>> OWNED =
      Set.of(
          PjrtClient.class,
          PjrtBuffer.class,
          PjrtEvent.class,
          PjrtExecutable.class,
          PjrtCompiledProgram.class,
          PjrtTopology.class);

  private static final List<Class<?>> BORROWED =
      List.of(PjrtDevice.class, PjrtDeviceDescription.class, PjrtMemory.class, PjrtPlugin.class);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client.upload(array, buffer)",
        "client.upload(array, event)",
        "buffer.copyTo(client)",
        "buffer.copyTo(buffer)",
        "executable.execute(java.util.List.of(device))",
        "executable.execute(java.util.List.of(event))",
        "client.compile(executable, PjrtCompileOptions.oneDevice())",
        "ExecuteOptions.defaults().withDevice(memory)",
        "device.close()",
        "memory.close()"
      })
  void oneKindOfHandleDoesNotPassForAnother(String call) throws IOException {
    List<String> errors = errors(call);
    assertEquals(1, errors.size(), errors.toString());
    assertTrue(
        errors.getFirst().matches(".*(no suitable method|incompatible types|cannot find).*"),
        errors.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client.upload(array, device)",
        "client.upload(array, memory)",
        "buffer.copyTo(device)",
        "executable.execute(java.util.List.of(buffer))",
        "ExecuteOptions.defaults().withDevice(device)",
        "event.close()"
      })
  void theRightHandlesDo(String call) throws IOException {
    assertEquals(List.of(), errors(call));
  }

  private List<String> errors(String call) throws IOException {
    String source =
        """
        package outside;
        import dev.strobe.pjrt.*;
        class Use {
          void use(PjrtClient client, PjrtDevice device, PjrtMemory memory, PjrtBuffer buffer,
              PjrtEvent event, PjrtExecutable executable, HostArray array) {
            %s;
          }
        }
        """
            .formatted(call);
    Path file = Files.writeString(folder.resolve("Use.java"), source);
    StringWriter output = new StringWriter();
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(
            new PrintWriter(output),
            new PrintWriter(output),
            "-proc:none",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            file.toString());
    return output.toString().lines().filter(line -> line.contains(" error: ")).toList();
  }

  @Test
  void onlyOwnedHandlesCanBeClosed() {
    for (Class<?> type : OWNED) {
      assertTrue(AutoCloseable.class.isAssignableFrom(type), type.getName());
    }
    assertEquals(PjrtHandleKind.values().length, OWNED.size(), "one type for each kind");
    for (Class<?> type : BORROWED) {
      assertFalse(AutoCloseable.class.isAssignableFrom(type), type.getName());
      List<String> methods = Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toList();
      for (String name : List.of("close", "destroy", "free", "release")) {
        assertFalse(methods.contains(name), type.getName() + "." + name);
      }
    }
  }
}

package dev.strobe.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailableMemoryTest {
  @TempDir Path root;

  @Test
  void readsWhatTheSystemCanGive() throws IOException {
    write("proc/meminfo", "MemTotal: 9000 kB\nMemFree: 100 kB\nMemAvailable:    4000 kB\n");
    assertEquals(OptionalLong.of(4_096_000), AvailableMemory.bytes(root));
  }

  @Test
  void takesTheLimitOfAControlGroupWhereThatIsLess() throws IOException {
    write("proc/meminfo", "MemAvailable:    4000 kB\n");
    write("sys/fs/cgroup/memory.max", "3000000\n");
    write("sys/fs/cgroup/memory.current", "2000000\n");
    write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 500000\n");
    assertEquals(OptionalLong.of(1_500_000), AvailableMemory.bytes(root));
  }

  @Test
  void aGroupWithoutALimitLimitsNothing() throws IOException {
    write("proc/meminfo", "MemAvailable:    4000 kB\n");
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory.current", "2000000\n");
    assertEquals(OptionalLong.of(4_096_000), AvailableMemory.bytes(root));
  }

  @Test
  void readsControlGroupsOfTheFirstVersion() throws IOException {
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "700000\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "900000\n");
    assertEquals(OptionalLong.of(0), AvailableMemory.bytes(root));
  }

  @Test
  void isUnknownWhereNothingTells() throws IOException {
    write("proc/meminfo", "MemAvailable: plenty\n");
    assertEquals(OptionalLong.empty(), AvailableMemory.bytes(root));
  }

  @Test
  void knowsThisMachine() {
    assertTrue(AvailableMemory.bytes().orElse(0) > 1 << 20);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}

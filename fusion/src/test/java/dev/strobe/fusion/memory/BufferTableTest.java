package dev.strobe.fusion.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BufferTableTest {
  private static final String HEADER = "id,lower,upper,size\n";

  @Test
  void addsAnOffsetToEveryLineInTheOrderOfTheInput() {
    String text = Instances.text("input.12.csv");
    BufferTable table = BufferTable.read("input.12.csv", text);
    ArenaGoal goal = new ArenaGoal(OptionalLong.of(12), 1, Duration.ofSeconds(10));
    ArenaPlan plan = new ArenaPlanner(goal).plan(table.buffers());
    PlanCheck.check(table.buffers(), plan, 1);
    List<String> lines = table.text(plan).lines().toList();
    List<String> given = text.lines().toList();
    assertEquals("id,lower,upper,size,offset", lines.getFirst());
    for (int i = 1; i < given.size(); i++) {
      assertEquals(given.get(i) + "," + plan.offsets().get(i - 1), lines.get(i));
    }
    assertEquals(given.size(), lines.size());
  }

  @Test
  void readsColumnsInAnyOrderAndLeavesOthersOut() {
    BufferTable table =
        BufferTable.read("t", "size, id,offset,lower,upper\r\n4,a,9,-1,2\r\n\r\n5, b c ,0,0,1\r\n");
    assertEquals(List.of(new Buffer("a", -1, 2, 4), new Buffer("b c", 0, 1, 5)), table.buffers());
  }

  @Test
  void aTableWithoutLinesHasNoBuffers() {
    assertEquals(List.of(), BufferTable.read("t", HEADER).buffers());
  }

  @Test
  void saysWhereATextIsNoTable() {
    refuses("", "t, line 1 requires the columns id,lower,upper,size, got ''");
    refuses(
        "id,lower,size\n",
        "t, line 1 requires the columns id,lower,upper,size, got 'id,lower,size'");
    refuses(
        "id,lower,upper,size,size\n",
        "t, line 1 requires the columns id,lower,upper,size, got 'id,lower,upper,size,size'");
    refuses(HEADER + "a,0,1,1\nb,0,1\n", "t, line 3 requires 4 fields, got 3");
    refuses(HEADER + ",0,1,1\n", "t, line 2 requires an id, got none");
    refuses(HEADER + "a,0,1,1\na,1,2,1\n", "t, line 3 requires an id that is not above, got a");
  }

  @Test
  void saysWhichNumberIsNone() {
    String whole = "a whole number of at most 64 bits as ";
    refuses(HEADER + "a,x,1,1\n", "t, line 2 requires " + whole + "lower, got 'x'");
    refuses(HEADER + "a,0,1.5,1\n", "t, line 2 requires " + whole + "upper, got '1.5'");
    refuses(
        HEADER + "a,0,1,9223372036854775808\n",
        "t, line 2 requires " + whole + "size, got '9223372036854775808'");
    refuses(
        HEADER + "a,2,2,1\n", "t, line 2: buffer a requires an upper above its lower of 2, got 2");
    refuses(HEADER + "a,0,1,-1\n", "t, line 2: buffer a requires a size of at least 0, got -1");
  }

  private static void refuses(String text, String message) {
    assertEquals(
        message,
        assertThrows(InvalidBufferException.class, () -> BufferTable.read("t", text)).getMessage());
  }
}

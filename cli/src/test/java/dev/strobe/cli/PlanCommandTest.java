package dev.strobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandTest {
  private static final String TABLE =
      "id,lower,upper,size\nb1,0,3,4\nb2,3,9,4\nb3,0,9,4\nb4,9,21,4\nb5,0,21,4\n";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path in = Path.of("");
  private Path planned = Path.of("");

  @BeforeEach
  void writeTable() throws IOException {
    in = Files.writeString(folder.resolve("in.csv"), TABLE);
    planned = folder.resolve("out.csv");
  }

  @Test
  void writesOffsetsAndSaysHowGoodTheyAre() throws IOException {
    assertEquals(0, plan("--capacity", "12"), err.toString());
    assertTrue(
        out.toString().matches("height 12 bytes, lower bound 12, optimal, \\d+\\.\\d{3} s\n"),
        out.toString());
    String[] lines = Files.readString(planned).split("\n", -1);
    assertEquals("id,lower,upper,size,offset", lines[0]);
    assertTrue(lines[5].matches("b5,0,21,4,[048]"), lines[5]);
    assertEquals(7, lines.length);
  }

  @Test
  void printsJsonAndAligns() throws IOException {
    assertEquals(0, plan("--alignment", "64", "--json"), err.toString());
    JsonNode json = JsonMapper.shared().readTree(out.toString());
    assertEquals(132, json.get("height").longValue());
    assertEquals(132, json.get("lower_bound").longValue());
    assertEquals(0.0, json.get("gap").doubleValue());
    assertTrue(json.get("optimal").booleanValue());
    assertEquals(5, json.get("buffers").intValue());
    assertTrue(json.get("capacity").isNull());
    assertTrue(json.get("seconds").doubleValue() >= 0);
  }

  @Test
  void aCapacityThatCannotBeMetIsOneSentenceAndNoFile() {
    assertEquals(1, plan("--capacity", "11"));
    assertTrue(
        err.toString()
            .matches(
                "strobe: plan requires a capacity that the buffers fit in, got 11: the lowest plan"
                    + " found in \\d+\\.\\d s needs 12 bytes, the lower bound is 12, and it is"
                    + " proved that no plan fits\n"),
        err.toString());
    assertEquals("", out.toString());
    assertFalse(Files.exists(planned));
  }

  @Test
  void badTablesAndArgumentsAreOneSentenceAndNoFile() throws IOException {
    Files.writeString(in, "id,lower,upper,size\nb1,0,3,4\nb2,3,x,4\n");
    refuses(in + ", line 3 requires a whole number of at most 64 bits as upper, got 'x'\n");
    Files.writeString(in, "");
    refuses(in + ", line 1 requires the columns id,lower,upper,size, got ''\n");
    Files.writeString(in, TABLE);
    refuses("plan requires a capacity of at least 0, got -1\n", "--capacity", "-1");
    refuses("--time-limit requires seconds from 0 to 1000000000, got -2.0\n", "--time-limit", "-2");
    planned = folder.resolve("none").resolve("out.csv");
    refuses(planned + " requires an existing folder to be written to, got none\n");
  }

  private void refuses(String message, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(1, plan(arguments));
    assertEquals("strobe: " + message, err.toString());
    assertFalse(Files.exists(planned));
  }

  private int plan(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    all[0] = "plan";
    all[1] = in.toString();
    all[2] = "--out";
    all[3] = planned.toString();
    return Main.commandLine(Map.of("PATH", folder.toString()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}

package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Bytes are compared with ones made by hand from XLA's field numbers, not by our own message.
final class CompileOptionsTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final String ANY_DEVICE = "08 ff ff ff ff ff ff ff ff ff 01";

  private static byte[] hex(String... parts) {
    return HEX.parseHex(String.join(" ", parts));
  }

  private static CompileOptions of(int replicas, int partitions, ImmutableLongArray... devices) {
    return new CompileOptions(
        replicas, partitions, -1, ImmutableList.copyOf(devices), ImmutableSortedMap.of());
  }

  @Test
  void writesOneReplicaAndOnePartitionForAnyDevice() {
    assertArrayEquals(
        hex("1a 0f", ANY_DEVICE, "20 01", "28 01"), CompileOptions.single().toBytes());
  }

  @Test
  void writesTheShortestLegalBytesForDeviceZero() {
    var options = new CompileOptions(1, 1, 0, ImmutableList.of(), ImmutableSortedMap.of());
    assertArrayEquals(hex("1a 04 20 01 28 01"), options.toBytes());
  }

  @Test
  void partitionsProgramsOfSeveralPartitions() {
    assertArrayEquals(hex("1a 12", ANY_DEVICE, "20 01 28 ac 02 30 01"), of(1, 300).toBytes());
  }

  @Test
  void listsDevicesByPartitionThenReplica() {
    CompileOptions options = of(2, 2, ImmutableLongArray.of(0, 1), ImmutableLongArray.of(2, 3));
    String assignment = "4a 10 08 02 10 02 1a 04 0a 02 00 01 1a 04 0a 02 02 03";
    assertArrayEquals(hex("1a 23", ANY_DEVICE, "20 02 28 02 30 01", assignment), options.toBytes());
  }

  @Test
  void writesOverridesOfEveryKindSortedByName() {
    CompileOptions options =
        CompileOptions.single()
            .withOverride("d", 1.5)
            .withOverride("c", 7L)
            .withOverride("a", "x")
            .withOverride("b", false)
            .withOverride("b", true);
    assertArrayEquals(
        hex(
            "1a 0f",
            ANY_DEVICE,
            "20 01 28 01",
            "3a 08 0a 01 61 12 03 0a 01 78",
            "3a 07 0a 01 62 12 02 10 01",
            "3a 07 0a 01 63 12 02 18 07",
            "3a 0e 0a 01 64 12 09 21 00 00 00 00 00 00 f8 3f"),
        options.toBytes());
  }

  @Test
  void writesFalseAndZeroOverridesInsteadOfLeavingThemOut() {
    assertTrue(
        HEX.formatHex(CompileOptions.single().withOverride("a", false).toBytes())
            .endsWith("3a 07 0a 01 61 12 02 10 00"));
    assertTrue(
        HEX.formatHex(CompileOptions.single().withOverride("a", 0L).toBytes())
            .endsWith("3a 07 0a 01 61 12 02 18 00"));
  }

  @Test
  void neverSendsDebugOptions() throws IOException {
    CompileOptions options = of(2, 2, ImmutableLongArray.of(0, 1), ImmutableLongArray.of(2, 3));
    byte[] bytes = options.withOverride("xla_dump_to", "/tmp/x").toBytes();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    Set<Integer> outer = new TreeSet<>();
    Set<Integer> inner = new TreeSet<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      outer.add(field);
      if (field == 3) {
        inner.addAll(fields(in.readByteArray()));
      } else {
        in.skipField(tag);
      }
    }
    assertEquals(Set.of(3, 7), outer);
    assertEquals(Set.of(1, 4, 5, 6, 9), inner);
  }

  private static Set<Integer> fields(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    Set<Integer> fields = new TreeSet<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      fields.add(WireFormat.getTagFieldNumber(tag));
      in.skipField(tag);
    }
    return fields;
  }

  @Test
  void refusesNoReplicasAndNoPartitions() {
    var replicas = assertThrows(IllegalArgumentException.class, () -> of(0, 1));
    assertEquals("compile options require replicas >= 1, got 0", replicas.getMessage());
    var partitions = assertThrows(IllegalArgumentException.class, () -> of(1, 0));
    assertEquals("compile options require partitions >= 1, got 0", partitions.getMessage());
  }

  @Test
  void refusesAnAssignmentOfAnotherSize() {
    assertThrows(IllegalArgumentException.class, () -> of(2, 1, ImmutableLongArray.of(0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> of(1, 1, ImmutableLongArray.of(0), ImmutableLongArray.of(1)));
  }
}

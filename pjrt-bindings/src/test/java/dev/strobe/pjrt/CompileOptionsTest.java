package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompileOptionsTest {
  @Test
  void theDefaultIsOneReplicaOnePartitionAndNoOrdinal() {
    assertArrayEquals(
        TestOptions.build(1, 1).toByteArray(), PjrtCompileOptions.oneDevice().toByteArray());
    assertEquals(
        PjrtCompileOptions.of(TestOptions.build(1, 1).toByteArray()),
        PjrtCompileOptions.oneDevice());
    assertNotEquals(
        PjrtCompileOptions.of(TestOptions.build(2, 1).toByteArray()),
        PjrtCompileOptions.oneDevice());
  }

  @Test
  void refusesNoReplicasAndNoPartitions() {
    for (ProtoBytes bad :
        new ProtoBytes[] {
          TestOptions.build(0, 1),
          TestOptions.build(1, 0),
          TestOptions.build(-1, 1),
          new ProtoBytes(),
          new ProtoBytes().message(3, new ProtoBytes().number(4, 1)),
          new ProtoBytes().message(3, new ProtoBytes().number(5, 1))
        }) {
      String message = refusal(bad.toByteArray());
      assertTrue(message.contains("requires 1 replica") || message.contains("require 1 replica"));
    }
  }

  @Test
  void refusesASparseDebugOptionsMessage() {
    ProtoBytes debug = new ProtoBytes().number(61, 1);
    byte[] bytes =
        new ProtoBytes()
            .message(3, new ProtoBytes().number(4, 1).number(5, 1).message(3, debug))
            .toByteArray();
    assertTrue(refusal(bytes).contains("env_option_overrides"));
  }

  @Test
  void keepsFieldsThatItDoesNotKnow() {
    byte[] bytes = TestOptions.build(1, 1).number(99, 5).text(100, "later").toByteArray();
    assertArrayEquals(bytes, PjrtCompileOptions.of(bytes).toByteArray());
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    byte[] bytes = TestOptions.build(1, 1).toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> PjrtCompileOptions.of(cut));
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            PjrtCompileOptions.of("garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }

  @Test
  void anyBytesGiveOptionsOrARefusal() {
    Random random = new Random(7);
    byte[] good = TestOptions.build(1, 1).text(7, "x").toByteArray();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        PjrtCompileOptions.of(bytes);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("require"), e.getMessage());
      }
    }
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(IllegalArgumentException.class, () -> PjrtCompileOptions.of(bytes))
        .getMessage();
  }
}

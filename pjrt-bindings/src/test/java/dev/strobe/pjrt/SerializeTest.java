package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SerializeTest {
  @ParameterizedTest
  @EnumSource
  void whatWasSerialisedGivesEqualResults(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable compiled = TestPrograms.compile(client, TestPrograms.matrixPower(32, 3))) {
      byte[] bytes = compiled.program().serialize();
      try (PjrtClient other = which.client(1);
          PjrtExecutable loaded = other.deserialize(MemorySegment.ofArray(bytes));
          PjrtBuffer here = EventTest.square(client, 32);
          PjrtBuffer there = EventTest.square(other, 32);
          PjrtBuffer expected = compiled.execute(List.of(here)).getFirst();
          PjrtBuffer actual = loaded.execute(List.of(there)).getFirst()) {
        assertArrayEquals(TestPrograms.read(expected), TestPrograms.read(actual));
        assertEquals(compiled.program().signature(), loaded.program().signature());
        assertEquals(compiled.program().memoryStats(), loaded.program().memoryStats());
        assertEquals(compiled.program().outputs(), loaded.program().outputs());
      }
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void aDonatingProgramStillDonates(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable compiled = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE);
        PjrtExecutable loaded =
            client.deserialize(MemorySegment.ofArray(compiled.program().serialize()));
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtBuffer output = loaded.execute(List.of(input)).getFirst()) {
      assertEquals(true, input.isDeleted());
      assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesBytesThatAreDamagedInAnyPlace(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable compiled = TestPrograms.compile(client, TestPrograms.ADD_ONE)) {
      byte[] bytes = compiled.program().serialize();
      for (int i = 0; i < bytes.length; i += 1 + bytes.length / 97) {
        byte[] changed = bytes.clone();
        changed[i] ^= 0x10;
        refuses(client, changed);
        refuses(client, Arrays.copyOf(bytes, i));
      }
      refuses(client, Arrays.copyOf(bytes, bytes.length + 1));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @Test
  void refusesAProgramOfAnotherPlugin() {
    try (PjrtClient newer = TestPlugins.NEWEST.client(1);
        PjrtClient older = TestPlugins.MIDDLE.client(1);
        PjrtExecutable compiled = TestPrograms.compile(older, TestPrograms.ADD_ONE)) {
      byte[] bytes = compiled.program().serialize();
      IllegalArgumentException refusal = refuses(newer, bytes);
      assertTrue(refusal.getMessage().contains("PJRT API 0.106"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("PJRT API 0.115"), refusal.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPluginsOwnRefusalArrives(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      byte[] wrapped =
          SerializedProgram.wrap(client.api(), MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5}));
      assertThrows(PjrtException.class, () -> client.deserialize(MemorySegment.ofArray(wrapped)));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  private static IllegalArgumentException refuses(PjrtClient client, byte[] bytes) {
    return assertThrows(
        IllegalArgumentException.class, () -> client.deserialize(MemorySegment.ofArray(bytes)));
  }
}

package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.PJRT_Client_Create_Args;
import dev.strobe.pjrt.raw.PJRT_DeviceDescription_Attributes_Args;
import dev.strobe.pjrt.raw.PJRT_NamedValue;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Options as they lie in memory when the plugin reads them, and attributes as it may give them.
class NamedValueTest {
  @Test
  void optionsHaveTheirTypesMembersAndSizes() {
    PjrtClientOptions options =
        PjrtClientOptions.none()
            .with("text", new PjrtValue.Text("größe"))
            .with("number", new PjrtValue.Int64(-5))
            .with("numbers", new PjrtValue.Int64List(List.of(1L, -1L, Long.MAX_VALUE)))
            .with("fraction", new PjrtValue.Float32(0.75f))
            .with("truth", new PjrtValue.Bool(true));
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(
          Slot.CLIENT_CREATE,
          a -> {
            check(
                PJRT_Client_Create_Args.create_options(a).reinterpret(5 * PJRT_NamedValue.sizeof()),
                PJRT_Client_Create_Args.num_options(a));
            fake.device().call(Slot.CLIENT_CREATE, a);
            return 0;
          });
      fake.load().createClient(options).close();
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  private static void check(MemorySegment array, long count) {
    assertEquals(5, count);
    for (int i = 0; i < 5; i++) {
      MemorySegment value = PJRT_NamedValue.asSlice(array, i);
      assertEquals(Pjrt.PJRT_NamedValue_STRUCT_SIZE(), PJRT_NamedValue.struct_size(value));
      assertEquals(0, PJRT_NamedValue.extension_start(value).address());
    }
    MemorySegment text = PJRT_NamedValue.asSlice(array, 0);
    assertEquals("text", CText.read(PJRT_NamedValue.name(text), PJRT_NamedValue.name_size(text)));
    assertEquals(Pjrt.PJRT_NamedValue_kString(), PJRT_NamedValue.type(text));
    assertEquals(7, PJRT_NamedValue.value_size(text));
    assertEquals("größe", CText.read(PJRT_NamedValue.string_value(text), 7));
    MemorySegment number = PJRT_NamedValue.asSlice(array, 1);
    assertEquals(Pjrt.PJRT_NamedValue_kInt64(), PJRT_NamedValue.type(number));
    assertEquals(-5, PJRT_NamedValue.int64_value(number));
    assertEquals(1, PJRT_NamedValue.value_size(number));
    MemorySegment numbers = PJRT_NamedValue.asSlice(array, 2);
    assertEquals(Pjrt.PJRT_NamedValue_kInt64List(), PJRT_NamedValue.type(numbers));
    assertEquals(3, PJRT_NamedValue.value_size(numbers));
    assertArrayEquals(
        new long[] {1, -1, Long.MAX_VALUE},
        PJRT_NamedValue.int64_array_value(numbers).reinterpret(24).toArray(JAVA_LONG));
    MemorySegment fraction = PJRT_NamedValue.asSlice(array, 3);
    assertEquals(Pjrt.PJRT_NamedValue_kFloat(), PJRT_NamedValue.type(fraction));
    assertEquals(0.75f, PJRT_NamedValue.float_value(fraction));
    assertEquals(1, PJRT_NamedValue.value_size(fraction));
    MemorySegment truth = PJRT_NamedValue.asSlice(array, 4);
    assertEquals(Pjrt.PJRT_NamedValue_kBool(), PJRT_NamedValue.type(truth));
    assertTrue(PJRT_NamedValue.bool_value(truth));
    assertEquals(1, PJRT_NamedValue.value_size(truth));
  }

  @Test
  void attributesOfEveryTypeAreReadAndUnknownOnesKeptOpaque() {
    Map<String, PjrtValue> values =
        PjrtClientOptions.none()
            .with("text", new PjrtValue.Text("v"))
            .with("number", new PjrtValue.Int64(7))
            .with("numbers", new PjrtValue.Int64List(List.of(3L, 4L)))
            .with("fraction", new PjrtValue.Float32(1.5f))
            .with("truth", new PjrtValue.Bool(false))
            .with("newer", new PjrtValue.Bool(true))
            .values();
    try (FakePlugin fake = new FakePlugin()) {
      MemorySegment array = NamedValues.write(fake.arena(), values);
      PJRT_NamedValue.type(PJRT_NamedValue.asSlice(array, 5), 99);
      fake.replacing(
          Slot.DEVICE_DESCRIPTION_ATTRIBUTES,
          a -> {
            PJRT_DeviceDescription_Attributes_Args.attributes(a, array);
            PJRT_DeviceDescription_Attributes_Args.num_attributes(a, 6);
            return 0;
          });
      try (PjrtClient client = fake.client()) {
        Map<String, PjrtValue> expected =
            new PjrtClientOptions(values).with("newer", new PjrtValue.Opaque(99)).values();
        assertEquals(expected, client.devices().getFirst().attributes());
      }
    }
  }

  @Test
  void anOpaqueValueIsNoOption() {
    try (FakePlugin fake = new FakePlugin()) {
      PjrtPlugin plugin = fake.load();
      assertThrows(
          IllegalArgumentException.class,
          () -> plugin.createClient(PjrtClientOptions.none().with("x", new PjrtValue.Opaque(9))));
      assertEquals(0, fake.count(Slot.CLIENT_CREATE));
    }
  }
}

package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.PJRT_Api;
import dev.strobe.pjrt.raw.PJRT_Extension_Base;
import dev.strobe.pjrt.raw.PJRT_Layouts_Extension;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionTest {
  private static final long LAST =
      PJRT_Layouts_Extension.PJRT_Layouts_PJRT_Executable_GetParameterLayouts$offset();
  private static final long FIRST =
      PJRT_Layouts_Extension.PJRT_Layouts_MemoryLayout_Destroy$offset();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20})
  void walksChainsOfAnyLengthInOrder(int length) {
    try (FakePlugin fake = new FakePlugin()) {
      for (int type = length - 1; type >= 0; type--) {
        prepend(fake, 1000 + type, 24);
      }
      var extensions = fake.load().extensions();
      assertEquals(length, extensions.size());
      for (int type = 0; type < length; type++) {
        assertEquals(new PjrtExtension(1000 + type, 24), extensions.get(type));
      }
    }
  }

  @Test
  void refusesAChainThatIsACycle() {
    try (FakePlugin fake = new FakePlugin()) {
      MemorySegment first = prepend(fake, 1, 24);
      MemorySegment second = prepend(fake, 2, 24);
      PJRT_Extension_Base.next(first, second);
      PjrtPluginException refusal = assertThrows(PjrtPluginException.class, fake::load);
      assertTrue(refusal.getMessage().contains("extension chain with an end"));
    }
  }

  @Test
  void doesNotReadAMemberThatAShortExtensionLacks() {
    try (FakePlugin fake = new FakePlugin()) {
      MemorySegment layouts = prepend(fake, Pjrt.PJRT_Extension_Type_Layouts(), LAST);
      PJRT_Layouts_Extension.PJRT_Layouts_PJRT_Executable_GetParameterLayouts(
          layouts, fake.table());
      PJRT_Layouts_Extension.PJRT_Layouts_MemoryLayout_Destroy(layouts, fake.table());
      ExtensionChain chain = fake.load().extensionChain();
      assertTrue(chain.function(Pjrt.PJRT_Extension_Type_Layouts(), FIRST).isPresent());
      assertEquals(Optional.empty(), chain.function(Pjrt.PJRT_Extension_Type_Layouts(), LAST));
    }
  }

  @Test
  void takesANullMemberAsAbsent() {
    try (FakePlugin fake = new FakePlugin()) {
      prepend(fake, Pjrt.PJRT_Extension_Type_Layouts(), 80);
      ExtensionChain chain = fake.load().extensionChain();
      assertEquals(Optional.empty(), chain.function(Pjrt.PJRT_Extension_Type_Layouts(), FIRST));
    }
  }

  @Test
  void doesNotFollowAnExtensionTooShortToHaveANext() {
    try (FakePlugin fake = new FakePlugin()) {
      MemorySegment extension = prepend(fake, 1, 16);
      PJRT_Extension_Base.next(extension, MemorySegment.ofAddress(1));
      assertEquals(1, fake.load().extensions().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsLayoutsAndFfiInRealPlugins(TestPlugins which) {
    var types = which.load().extensions().stream().map(PjrtExtension::type).toList();
    assertTrue(types.contains(Pjrt.PJRT_Extension_Type_Layouts()), types.toString());
    assertTrue(types.contains(Pjrt.PJRT_Extension_Type_FFI()), types.toString());
  }

  private static MemorySegment prepend(FakePlugin fake, int type, long structSize) {
    MemorySegment extension = fake.arena().allocate(Math.max(24, structSize + 8), 8);
    PJRT_Extension_Base.struct_size(extension, structSize);
    PJRT_Extension_Base.type(extension, type);
    PJRT_Extension_Base.next(extension, PJRT_Api.extension_start(fake.table()));
    PJRT_Api.extension_start(fake.table(), extension);
    return extension;
  }
}

package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.PJRT_Layouts_Extension;
import dev.strobe.pjrt.raw.PJRT_Layouts_MemoryLayout_Serialize_Args;
import dev.strobe.pjrt.raw.PJRT_Layouts_PJRT_Buffer_MemoryLayout_Args;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A buffer's layout on its device, through the Layouts extension.
final class DeviceLayout {
  private final PluginApi api;
  private final MemorySegment serialize;
  private final MemorySegment destroy;

  private DeviceLayout(PluginApi api, MemorySegment serialize, MemorySegment destroy) {
    this.api = api;
    this.serialize = serialize;
    this.destroy = destroy;
  }

  /// The layout in words; empty where the plugin cannot tell.
  static Optional<String> read(PjrtBuffer buffer) {
    PjrtPlugin plugin = buffer.client().plugin();
    Optional<MemorySegment> layoutOf =
        member(plugin, PJRT_Layouts_Extension.PJRT_Layouts_PJRT_Buffer_MemoryLayout$offset());
    Optional<MemorySegment> serialize =
        member(plugin, PJRT_Layouts_Extension.PJRT_Layouts_MemoryLayout_Serialize$offset());
    Optional<MemorySegment> destroy =
        member(plugin, PJRT_Layouts_Extension.PJRT_Layouts_MemoryLayout_Destroy$offset());
    if (layoutOf.isEmpty() || serialize.isEmpty() || destroy.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceLayout(plugin.api(), serialize.get(), destroy.get())
            .read(buffer, layoutOf.get()));
  }

  private static Optional<MemorySegment> member(PjrtPlugin plugin, long offset) {
    return plugin.extensionChain().function(Pjrt.PJRT_Extension_Type_Layouts(), offset);
  }

  private String read(PjrtBuffer buffer, MemorySegment layoutOf) {
    long address = buffer.handle().acquire();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments =
          arguments(arena, Pjrt.PJRT_Layouts_PJRT_Buffer_MemoryLayout_Args_STRUCT_SIZE(), address);
      api.callExtension("PJRT_Layouts_PJRT_Buffer_MemoryLayout", layoutOf, arguments);
      long layout = PJRT_Layouts_PJRT_Buffer_MemoryLayout_Args.layout(arguments).address();
      try {
        return serialize(arena, layout);
      } finally {
        api.callExtension(
            "PJRT_Layouts_MemoryLayout_Destroy",
            destroy,
            arguments(arena, Pjrt.PJRT_Layouts_MemoryLayout_Destroy_Args_STRUCT_SIZE(), layout));
      }
    } finally {
      buffer.handle().release();
    }
  }

  private String serialize(Arena arena, long layout) {
    MemorySegment arguments =
        arguments(arena, Pjrt.PJRT_Layouts_MemoryLayout_Serialize_Args_STRUCT_SIZE(), layout);
    api.callExtension("PJRT_Layouts_MemoryLayout_Serialize", serialize, arguments);
    try {
      return CText.read(
          PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_bytes(arguments),
          PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_bytes_size(arguments));
    } finally {
      PluginApi.callVoid(
          PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_layout_deleter(arguments),
          PJRT_Layouts_MemoryLayout_Serialize_Args.serialized_layout(arguments));
    }
  }

  private static MemorySegment arguments(Arena arena, long size, long object) {
    MemorySegment arguments = PluginApi.arguments(size, arena);
    arguments.set(JAVA_LONG, PluginApi.FIRST_FIELD, object);
    return arguments;
  }
}

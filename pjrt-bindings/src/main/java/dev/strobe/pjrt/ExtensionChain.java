package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.strobe.pjrt.raw.PJRT_Extension_Base;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plugin's linked list of extensions, walked once.
final class ExtensionChain {
  /// PJRT defines 25 types; a longer chain is a cycle.
  private static final int LONGEST = 256;

  private record Link(PjrtExtension extension, MemorySegment pointer) {}

  private final List<Link> links = new ArrayList<>();

  /// @throws PjrtPluginException if the chain has no end
  ExtensionChain(String plugin, MemorySegment start) {
    MemorySegment next = start;
    while (next.address() != 0) {
      if (links.size() == LONGEST) {
        throw new PjrtPluginException(
            plugin
                + " requires an extension chain with an end, got one of "
                + LONGEST
                + " and more");
      }
      MemorySegment base = next.reinterpret(PJRT_Extension_Base.sizeof());
      long size = PJRT_Extension_Base.struct_size(base);
      links.add(new Link(new PjrtExtension(PJRT_Extension_Base.type(base), size), next));
      next =
          size >= Pjrt.PJRT_Extension_Base_STRUCT_SIZE()
              ? PJRT_Extension_Base.next(base)
              : MemorySegment.NULL;
    }
  }

  List<PjrtExtension> all() {
    return links.stream().map(Link::extension).toList();
  }

  /// A member of the extension's table, empty where the extension is absent, too short to hold the
  /// member, or has null there.
  Optional<MemorySegment> function(int type, long offset) {
    return links.stream()
        .filter(link -> link.extension().type() == type)
        .filter(link -> link.extension().structSize() >= offset + Long.BYTES)
        .map(link -> link.pointer().reinterpret(offset + Long.BYTES))
        .map(table -> table.get(ADDRESS, offset))
        .filter(function -> function.address() != 0)
        .findFirst();
  }
}

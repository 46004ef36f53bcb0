package dev.strobe.runtime.template;

import java.util.List;

/// `loop` within one round of a loop.
record LoopState(List<Object> items, int index) implements Attributed {
  @Override
  public Object attribute(String name) {
    int size = items.size();
    return switch (name) {
      case "index" -> index + 1L;
      case "index0" -> (long) index;
      case "revindex" -> (long) size - index;
      case "revindex0" -> size - index - 1L;
      case "first" -> index == 0;
      case "last" -> index == size - 1;
      // Only recursive loops, which chat templates do not use, get deeper.
      case "depth" -> 1L;
      case "depth0" -> 0L;
      case "length" -> (long) size;
      case "previtem" -> index == 0 ? new Undefined(name) : items.get(index - 1);
      case "nextitem" -> index == size - 1 ? new Undefined(name) : items.get(index + 1);
      case "cycle" -> (Callable) this::cycle;
      default -> new Undefined(name);
    };
  }

  private Object cycle(Arguments arguments) {
    arguments.required(0, "item");
    return arguments.positional().get(index % arguments.positional().size());
  }
}

package dev.strobe.runtime.template;

import java.util.List;

/// `cycler(...)`: gives its items in turn.
final class Cycler implements Attributed {
  private final List<Object> items;
  private int at;

  Cycler(Arguments arguments) {
    arguments.required(0, "item");
    this.items = arguments.positional();
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "next" -> (Callable) _ -> next();
      case "current" -> items.get(at);
      case "reset" -> (Callable) _ -> reset();
      default -> new Undefined(name);
    };
  }

  private Object next() {
    Object current = items.get(at);
    at = (at + 1) % items.size();
    return current;
  }

  private Object reset() {
    at = 0;
    return None.NONE;
  }
}

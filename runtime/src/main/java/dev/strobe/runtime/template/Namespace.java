package dev.strobe.runtime.template;

import java.util.HashMap;
import java.util.Map;

/// `namespace()`: the one value whose attributes templates may set.
final class Namespace implements Attributed {
  private final Map<String, Object> attributes = new HashMap<>();

  @Override
  public Object attribute(String name) {
    return attributes.getOrDefault(name, new Undefined(name));
  }

  void set(String name, Object value) {
    if (name.startsWith("_")) {
      throw TemplateException.requires("namespace", "names that do not start with '_'", name);
    }
    attributes.put(name, value);
  }
}

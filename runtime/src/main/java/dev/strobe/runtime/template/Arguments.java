package dev.strobe.runtime.template;

import java.util.List;
import java.util.Map;

/// What a call passes.
record Arguments(List<Object> positional, Map<String, Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  boolean has(int index, String name) {
    return index < positional.size() || named.containsKey(name);
  }

  Object at(int index, String name, Object otherwise) {
    return index < positional.size() ? positional.get(index) : named.getOrDefault(name, otherwise);
  }

  Object required(int index, String name) {
    if (!has(index, name)) {
      throw TemplateException.requires("call", "an argument '" + name + "'", "none");
    }
    return at(index, name, None.NONE);
  }

  String text(int index, String name) {
    if (required(index, name) instanceof String text) {
      return text;
    }
    throw TemplateException.requires("argument '" + name + "'", "text", required(index, name));
  }

  String text(int index, String name, String otherwise) {
    return has(index, name) ? text(index, name) : otherwise;
  }

  long whole(int index, String name, long otherwise) {
    return Numbers.whole(at(index, name, otherwise));
  }

  boolean flag(int index, String name) {
    return Values.truth(at(index, name, false));
  }

  /// The positional arguments after the first `count`.
  Arguments after(int count) {
    int from = Math.min(count, positional.size());
    return new Arguments(positional.subList(from, positional.size()), named);
  }
}

package dev.strobe.runtime.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Attributes, items and slices of values, in the order in which Jinja looks for them.
final class Members {
  private static final Set<String> MUTATORS =
      Set.of("clear", "pop", "popitem", "setdefault", "update");

  private final Values values;
  private final TextMethods texts;
  private final CollectionMethods collections;

  Members(Values values) {
    this.values = values;
    this.texts = new TextMethods(values);
    this.collections = new CollectionMethods(values);
  }

  /// `value.name`: a method before a dict's key.
  Object attribute(Object value, String name) {
    return switch (value) {
      case Undefined undefined -> throw undefined.used();
      case Attributed attributed -> attributed.attribute(name);
      case String text when TextMethods.NAMES.contains(name) ->
          (Callable) given -> texts.call(text, name, given);
      case Map<?, ?> map -> ofMap(Values.map(map), name);
      case List<?> list when CollectionMethods.LIST.contains(name) ->
          (Callable) given -> collections.ofList(Values.list(list), name, given);
      case Tuple tuple -> tuple.named(name);
      default -> new Undefined(name);
    };
  }

  private Object ofMap(Map<Object, Object> map, String name) {
    if (CollectionMethods.MAP.contains(name)) {
      return (Callable) given -> collections.ofMap(map, name, given);
    }
    // The sandbox keeps what would change a dict from templates, and with it keys of that name.
    return MUTATORS.contains(name)
        ? new Undefined(name)
        : map.getOrDefault(name, new Undefined(name));
  }

  /// `value[key]`: a dict's key before a method.
  Object item(Object value, Object key) {
    return switch (value) {
      case Undefined undefined -> throw undefined.used();
      case Map<?, ?> map when Values.hashable(key) && map.containsKey(key) ->
          Values.map(map).getOrDefault(key, None.NONE);
      case List<?> list when Numbers.isWhole(key) -> at(Values.list(list), Numbers.whole(key));
      case String text when Numbers.isWhole(key) -> character(text, Numbers.whole(key));
      default ->
          key instanceof String name ? attribute(value, name) : new Undefined(values.string(key));
    };
  }

  private static Object at(List<Object> items, long index) {
    long at = index < 0 ? index + items.size() : index;
    return at < 0 || at >= items.size() ? new Undefined("item " + index) : items.get((int) at);
  }

  private Object character(String text, long index) {
    long size = values.length(text);
    long at = index < 0 ? index + size : index;
    if (at < 0 || at >= size) {
      return new Undefined("item " + index);
    }
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) at)));
  }

  Object slice(Object value, Object start, Object stop, Object step) {
    if (value instanceof String text && step instanceof None) {
      return part(text, start, stop);
    }
    List<Object> items =
        switch (value) {
          case String _ -> values.items(value);
          case List<?> list -> Values.list(list);
          case Undefined undefined -> throw undefined.used();
          default ->
              throw TemplateException.requires("slice", "text or a list", Values.kind(value));
        };
    List<Object> taken = taken(items, start, stop, step instanceof None ? 1 : Numbers.whole(step));
    return switch (value) {
      case String _ -> joined(taken);
      case Tuple _ -> Tuple.copyOf(taken);
      default -> taken;
    };
  }

  private String part(String text, Object start, Object stop) {
    int size = (int) values.length(text);
    int from = (int) edge(start, 0, size, 1);
    int to = Math.max(from, (int) edge(stop, size, size, 1));
    int begin = text.offsetByCodePoints(0, from);
    String part = text.substring(begin, text.offsetByCodePoints(begin, to - from));
    values.budget().chargeText(part.length());
    return part;
  }

  private List<Object> taken(List<Object> items, Object start, Object stop, long step) {
    if (step == 0) {
      throw TemplateException.requires("slice", "a step that is not zero", step);
    }
    values.budget().chargeItems(items.size());
    int size = items.size();
    long from = edge(start, step > 0 ? 0 : size - 1, size, step);
    long to = edge(stop, step > 0 ? size : -1, size, step);
    List<Object> taken = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i += Math.clamp(step, -size - 1, size + 1)) {
      taken.add(items.get((int) i));
    }
    return taken;
  }

  private static long edge(Object bound, long otherwise, int size, long step) {
    if (bound instanceof None) {
      return otherwise;
    }
    long index = Numbers.whole(bound);
    long at = index < 0 ? index + size : index;
    return step > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
  }

  private static String joined(List<Object> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }
}

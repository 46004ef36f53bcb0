package dev.strobe.runtime.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The methods of dicts and lists that change nothing.
final class CollectionMethods {
  static final Set<String> MAP = Set.of("items", "keys", "values", "get", "copy");
  static final Set<String> LIST = Set.of("index", "count", "copy");

  private final Values values;

  CollectionMethods(Values values) {
    this.values = values;
  }

  Object ofMap(Map<Object, Object> map, String name, Arguments given) {
    if (!given.named().isEmpty()) {
      throw TemplateException.requires(name, "no named arguments", given.named().keySet());
    }
    return switch (name) {
      case "items" -> entries(map);
      case "keys" -> values.items(map);
      case "values" -> {
        values.budget().chargeItems(map.size());
        yield new ArrayList<>(map.values());
      }
      case "get" ->
          map.getOrDefault(Values.key(given.required(0, "key")), given.at(1, "default", None.NONE));
      default -> map;
    };
  }

  List<Object> entries(Map<Object, Object> map) {
    values.budget().chargeItems(map.size());
    List<Object> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(Tuple.of(key, value)));
    return entries;
  }

  Object ofList(List<Object> list, String name, Arguments given) {
    if (name.equals("copy")) {
      return list;
    }
    Object wanted = given.required(0, "value");
    if (name.equals("count")) {
      return list.stream().filter(item -> values.equal(item, wanted)).count();
    }
    for (int i = 0; i < list.size(); i++) {
      if (values.equal(list.get(i), wanted)) {
        return (long) i;
      }
    }
    throw TemplateException.requires("index", "a value in the list", Values.kind(wanted));
  }
}

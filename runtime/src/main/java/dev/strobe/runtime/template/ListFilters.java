package dev.strobe.runtime.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Filters over lists and dicts. Those that are lazy in Jinja give lists here.
final class ListFilters {
  private final Values values;
  private final Budget budget;
  private final Members members;
  private final Tests tests;
  private final Filters filters;

  ListFilters(Values values, Members members, Tests tests, Filters filters) {
    this.values = values;
    this.budget = values.budget();
    this.members = members;
    this.tests = tests;
    this.filters = filters;
  }

  Object apply(String name, Object value, Arguments given) {
    return switch (name) {
      case "items" -> entries(value);
      case "dictsort" -> dictSorted(value, given);
      case "attr" -> attributeOnly(value, given.text(0, "name"));
      case "reverse" ->
          value instanceof String
              ? members.slice(value, None.NONE, None.NONE, -1L)
              : copy(value).reversed();
      default -> overItems(name, copy(value), given);
    };
  }

  private Object overItems(String name, List<Object> items, Arguments given) {
    return switch (name) {
      case "list" -> items;
      case "first" -> Values.first(items, "first");
      case "last" -> Values.first(items.reversed(), "last");
      case "join" -> join(items, given);
      case "map" -> mapped(items, given);
      case "select" -> kept(items, tested(given), true);
      case "reject" -> kept(items, tested(given), false);
      case "selectattr" -> kept(items, attributeTested(given), true);
      case "rejectattr" -> kept(items, attributeTested(given), false);
      case "sort" -> sorted(items, given);
      case "unique" -> unique(items, key(given, 0, 1));
      case "min" -> extreme(items, key(given, 0, 1), "min");
      case "max" -> extreme(items, key(given, 0, 1), "max");
      case "sum" -> sum(items, given);
      case "batch" ->
          batches(items, given.whole(0, "linecount", 1), given.at(1, "fill_with", None.NONE));
      case "slice" ->
          slices(items, given.whole(0, "slices", 1), given.at(1, "fill_with", None.NONE));
      case "groupby" -> groups(items, given);
      default -> throw TemplateException.requires("template", "a known filter", "'" + name + "'");
    };
  }

  private List<Object> copy(Object value) {
    List<Object> items = values.items(value);
    budget.chargeItems(items.size());
    return new ArrayList<>(items);
  }

  private Object attributeOnly(Object value, String name) {
    boolean key = value instanceof Map && !CollectionMethods.MAP.contains(name);
    return key ? new Undefined(name) : members.attribute(value, name);
  }

  private Object entries(Object value) {
    return value instanceof Undefined
        ? List.of()
        : new CollectionMethods(values).entries(Filters.dict(value, "items"));
  }

  private Object dictSorted(Object value, Arguments given) {
    List<Object> entries = new CollectionMethods(values).entries(Filters.dict(value, "dictsort"));
    long part = given.text(1, "by", "key").equals("key") ? 0 : 1;
    boolean exact = given.flag(0, "case_sensitive");
    sort(entries, entry -> folded(members.item(entry, part), exact), given.flag(2, "reverse"));
    return entries;
  }

  private Object join(List<Object> items, Arguments given) {
    List<Object> texts = new ArrayList<>();
    Function<Object, Object> key = attribute(given.at(1, "attribute", None.NONE));
    items.forEach(item -> texts.add(values.string(key.apply(item))));
    return new TextMethods(values).join(values.string(given.at(0, "d", "")), texts);
  }

  private Object mapped(List<Object> items, Arguments given) {
    List<Object> mapped = new ArrayList<>();
    if (given.positional().isEmpty()) {
      Function<Object, Object> key = attribute(given.required(0, "attribute"));
      Object otherwise = given.at(1, "default", None.NONE);
      boolean filled = given.has(1, "default");
      for (Object item : items) {
        Object value = key.apply(item);
        mapped.add(filled && value instanceof Undefined ? otherwise : value);
      }
    } else {
      String name = given.text(0, "filter");
      items.forEach(item -> mapped.add(filters.apply(name, item, given.after(1))));
    }
    return mapped;
  }

  private Predicate<Object> tested(Arguments given) {
    if (given.positional().isEmpty()) {
      return Values::truth;
    }
    String name = given.text(0, "test");
    return item -> tests.holds(name, item, given.after(1));
  }

  private Predicate<Object> attributeTested(Arguments given) {
    Function<Object, Object> key = attribute(given.required(0, "attribute"));
    Predicate<Object> test = tested(given.after(1));
    return item -> test.test(key.apply(item));
  }

  private static List<Object> kept(List<Object> items, Predicate<Object> test, boolean wanted) {
    List<Object> kept = new ArrayList<>();
    for (Object item : items) {
      if (test.test(item) == wanted) {
        kept.add(item);
      }
    }
    return kept;
  }

  /// Reads an attribute such as `function.name` or `0`; without one, the item itself.
  private Function<Object, Object> attribute(Object path) {
    if (path instanceof None) {
      return item -> item;
    }
    List<String> parts = List.of(values.string(path).split("\\.", -1));
    return item -> {
      Object value = item;
      for (String part : parts) {
        value = members.item(value, part.matches("\\d{1,9}") ? (Object) Long.valueOf(part) : part);
      }
      return value;
    };
  }

  private Function<Object, Object> key(Arguments given, int exactAt, int attributeAt) {
    boolean exact = given.flag(exactAt, "case_sensitive");
    Function<Object, Object> attribute = attribute(given.at(attributeAt, "attribute", None.NONE));
    return item -> folded(attribute.apply(item), exact);
  }

  private static Object folded(Object value, boolean exact) {
    return value instanceof String text && !exact ? text.toLowerCase(Locale.ROOT) : value;
  }

  private Object sorted(List<Object> items, Arguments given) {
    sort(items, key(given, 1, 2), given.flag(0, "reverse"));
    return items;
  }

  private void sort(List<Object> items, Function<Object, Object> key, boolean reversed) {
    Comparator<Object> order = (a, b) -> values.compare(key.apply(a), key.apply(b));
    items.sort(reversed ? order.reversed() : order);
  }

  private Object unique(List<Object> items, Function<Object, Object> key) {
    List<Object> seen = new ArrayList<>();
    List<Object> unique = new ArrayList<>();
    for (Object item : items) {
      Object itemKey = key.apply(item);
      if (seen.stream().noneMatch(other -> values.equal(itemKey, other))) {
        seen.add(itemKey);
        unique.add(item);
      }
    }
    return unique;
  }

  private Object extreme(List<Object> items, Function<Object, Object> key, String name) {
    Object best = Values.first(items, name);
    int sign = name.equals("min") ? 1 : -1;
    for (Object item : items) {
      if (sign * values.compare(key.apply(item), key.apply(best)) < 0) {
        best = item;
      }
    }
    return best;
  }

  private Object sum(List<Object> items, Arguments given) {
    Function<Object, Object> key = attribute(given.at(0, "attribute", None.NONE));
    Operators operators = new Operators(values);
    Object sum = given.at(1, "start", 0L);
    for (Object item : items) {
      sum = operators.apply("+", sum, key.apply(item));
    }
    return sum;
  }

  private Object batches(List<Object> items, long size, Object fill) {
    positive(size, "batch");
    List<Object> batches = new ArrayList<>();
    for (long from = 0; from < items.size(); from += size) {
      List<Object> batch =
          new ArrayList<>(items.subList((int) from, (int) Math.min(items.size(), from + size)));
      filled(batch, fill, size);
      batches.add(batch);
    }
    return batches;
  }

  private Object slices(List<Object> items, long count, Object fill) {
    positive(count, "slice");
    budget.chargeItems(count);
    long size = items.size() / count;
    long longer = items.size() % count;
    List<Object> slices = new ArrayList<>();
    int from = 0;
    for (long i = 0; i < count; i++) {
      int to = (int) (from + size + (i < longer ? 1 : 0));
      List<Object> slice = new ArrayList<>(items.subList(from, to));
      filled(slice, fill, size + (longer > 0 ? 1 : 0));
      slices.add(slice);
      from = to;
    }
    return slices;
  }

  private void filled(List<Object> list, Object fill, long size) {
    budget.chargeItems(size);
    while (!(fill instanceof None) && list.size() < size) {
      list.add(fill);
    }
  }

  private static void positive(long size, String what) {
    if (size < 1) {
      throw TemplateException.requires(what, "a size of at least 1", size);
    }
  }

  private Object groups(List<Object> items, Arguments given) {
    Function<Object, Object> attribute = attribute(given.required(0, "attribute"));
    boolean exact = given.flag(2, "case_sensitive");
    Function<Object, Object> key = item -> folded(attribute.apply(item), exact);
    sort(items, key, false);
    List<Object> groups = new ArrayList<>();
    List<Object> group = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      group.add(items.get(i));
      if (i + 1 == items.size()
          || !values.equal(key.apply(items.get(i)), key.apply(items.get(i + 1)))) {
        groups.add(Tuple.group(attribute.apply(group.getFirst()), group));
        group = new ArrayList<>();
      }
    }
    return groups;
  }
}

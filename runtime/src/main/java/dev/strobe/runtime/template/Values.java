package dev.strobe.runtime.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What holds for every value: kinds, truth, equality, order, iteration and Python's spelling.
///
/// A value is a String, Long, Double, Boolean, [None], [Undefined], List ([Tuple] among them), Map,
/// [Namespace], [LoopState] or [Callable].
final class Values {
  private static final int MAX_KEY_ITEMS = 16;

  private final Budget budget;

  Values(Budget budget) {
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  static String kind(Object value) {
    return switch (value) {
      case String _ -> "str";
      case Long _ -> "int";
      case Double _ -> "float";
      case Boolean _ -> "bool";
      case None _ -> "None";
      case Undefined(String name) -> "undefined '" + name + "'";
      case Tuple _ -> "tuple";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "dict";
      case Callable _ -> "a function";
      default -> "an object";
    };
  }

  static boolean truth(Object value) {
    return switch (value) {
      case String text -> !text.isEmpty();
      case Long number -> number != 0;
      case Double number -> number != 0;
      case Boolean truth -> truth;
      case None _ -> false;
      case Undefined _ -> false;
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  @SuppressWarnings("unchecked") // every list among values holds values
  static List<Object> list(List<?> list) {
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked") // every map among values holds values
  static Map<Object, Object> map(Map<?, ?> map) {
    return (Map<Object, Object>) map;
  }

  /// What a loop over a value goes over.
  List<Object> items(Object value) {
    return switch (value) {
      case List<?> list -> list(list);
      case Map<?, ?> map -> {
        budget.chargeItems(map.size());
        yield new ArrayList<>(map.keySet());
      }
      case String text -> characters(text);
      case Undefined _ -> List.of();
      default -> throw TemplateException.requires("loop", "something to go over", kind(value));
    };
  }

  private List<Object> characters(String text) {
    budget.chargeItems(text.length());
    List<Object> characters = new ArrayList<>();
    text.codePoints().forEach(c -> characters.add(Character.toString(c)));
    return characters;
  }

  long length(Object value) {
    return switch (value) {
      case String text -> {
        budget.chargeText(text.length());
        yield text.codePointCount(0, text.length());
      }
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case Undefined _ -> 0;
      default -> throw TemplateException.requires("length", "text, a list or dict", kind(value));
    };
  }

  /// A key that a dict may have; others cannot be hashed in Python or nest without a bound.
  static Object key(Object value) {
    if (!hashable(value)) {
      throw TemplateException.requires("dict", "plain keys", kind(value));
    }
    return value;
  }

  static boolean hashable(Object value) {
    return plain(value)
        || (value instanceof Tuple tuple
            && tuple.size() <= MAX_KEY_ITEMS
            && tuple.stream().allMatch(Values::plain));
  }

  private static boolean plain(Object value) {
    return value instanceof String || Numbers.isNumber(value) || value instanceof None;
  }

  boolean equal(Object left, Object right) {
    budget.enter();
    boolean equal =
        switch (left) {
          case String text -> right instanceof String other && equalTexts(text, other);
          case List<?> list -> right instanceof List<?> other && equalLists(list, other);
          case Map<?, ?> map -> right instanceof Map<?, ?> other && equalMaps(map, map(other));
          case Undefined _ -> right instanceof Undefined;
          default ->
              Numbers.isNumber(left)
                  ? Numbers.isNumber(right) && compareNumbers(left, right) == 0
                  : left == right;
        };
    budget.leave();
    return equal;
  }

  private boolean equalTexts(String left, String right) {
    budget.chargeText(left.length());
    return left.equals(right);
  }

  private boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size() || left instanceof Tuple != right instanceof Tuple) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean equalMaps(Map<?, ?> left, Map<Object, Object> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = right.getOrDefault(entry.getKey(), right);
      if (other == right || !equal(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static int compareNumbers(Object left, Object right) {
    if (Numbers.isWhole(left) && Numbers.isWhole(right)) {
      return Long.compare(Numbers.whole(left), Numbers.whole(right));
    }
    double a = Numbers.real(left);
    double b = Numbers.real(right);
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
  }

  /// Python's order; refuses what has none.
  int compare(Object left, Object right) {
    budget.enter();
    int order;
    if (left instanceof String a && right instanceof String b) {
      budget.chargeText(Math.min(a.length(), b.length()));
      order = Integer.signum(a.compareTo(b));
    } else if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      order = compareNumbers(left, right);
    } else if (left instanceof List<?> a
        && right instanceof List<?> b
        && left instanceof Tuple == right instanceof Tuple) {
      order = compareLists(a, b);
    } else {
      throw TemplateException.requires(
          "order", "two numbers, texts or lists", kind(left) + " and " + kind(right));
    }
    budget.leave();
    return order;
  }

  private int compareLists(List<?> left, List<?> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return compare(left.get(i), right.get(i));
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  boolean contains(Object container, Object item) {
    return switch (container) {
      case String text -> {
        String wanted = text(item);
        budget.chargeSearch(text, wanted);
        yield text.contains(wanted);
      }
      case List<?> list -> list.stream().anyMatch(other -> equal(item, other));
      case Map<?, ?> map -> map.containsKey(key(item));
      case Undefined _ -> false;
      default -> throw TemplateException.requires("'in'", "a list, dict or text", kind(container));
    };
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw TemplateException.requires("'in' over text", "text", kind(value));
  }

  /// Python's `str`.
  String string(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Undefined ? "" : new Spelling(budget).of(value);
  }

  static Object first(List<Object> items, String name) {
    return items.isEmpty() ? new Undefined(name) : Objects.requireNonNull(items.getFirst());
  }
}

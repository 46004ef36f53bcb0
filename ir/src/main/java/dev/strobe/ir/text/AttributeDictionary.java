package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Sharding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Attributes by name. Who knows an attribute takes it out; what is left passes through or is
/// refused.
///
/// Those that an op defines may stand among the discardable ones: older texts know no properties.
final class AttributeDictionary {
  private final Cursor source;
  private final int place;
  private final Map<String, Attribute> entries = new LinkedHashMap<>();
  private Optional<AttributeDictionary> discardable = Optional.empty();

  private AttributeDictionary(Cursor source, int place) {
    this.source = source;
    this.place = place;
  }

  static AttributeDictionary empty(Cursor cursor) {
    return new AttributeDictionary(cursor, cursor.place());
  }

  /// `{a = 1, b}` where there is one.
  static AttributeDictionary optional(Cursor cursor) {
    return cursor.looksAt("{") ? take(cursor, "{", "}") : empty(cursor);
  }

  static AttributeDictionary take(Cursor cursor, String open, String close) {
    AttributeDictionary all = empty(cursor);
    cursor.list(open, close, all::entry);
    return all;
  }

  private Attribute entry(Cursor cursor) {
    int start = cursor.place();
    String name = cursor.bareOrQuoted("the name of an attribute");
    if (name.isEmpty()) {
      throw cursor.failAt(start, "the name of an attribute");
    }
    boolean unit = !cursor.tryTake("=");
    Attribute value = unit ? Attribute.unit(cursor, start) : Attribute.take(cursor);
    put(name, start, value);
    return value;
  }

  void put(String name, int start, Attribute value) {
    if (entries.putIfAbsent(name, value) != null) {
      throw source.failAt(start, "attributes with distinct names");
    }
  }

  /// Where to look for what is not here.
  void fallBackOn(AttributeDictionary other) {
    discardable = Optional.of(other);
  }

  /// The discardable attributes of an op.
  AttributeDictionary others() {
    return discardable.orElseGet(() -> empty(source));
  }

  Optional<Attribute> take(String name) {
    return Optional.ofNullable(entries.remove(name))
        .or(() -> discardable.flatMap(other -> other.take(name)));
  }

  Attribute require(String name) {
    return take(name)
        .orElseThrow(() -> source.failAt(place, "an attribute '" + name + "'", "none"));
  }

  long integer(String name) {
    return require(name).integer();
  }

  long integerOrZero(String name) {
    return take(name).map(Attribute::integer).orElse(0L);
  }

  ImmutableLongArray longs(String name) {
    return require(name).longs();
  }

  /// A list that may be left out where it is empty.
  ImmutableLongArray longsOrNone(String name) {
    return take(name).map(Attribute::longs).orElse(ImmutableLongArray.of());
  }

  /// A truth that may be left out where it is false.
  boolean flag(String name) {
    return take(name).map(Attribute::bool).orElse(false);
  }

  /// A truth that is said by being there.
  boolean unit(String name) {
    return take(name).map(each -> each.isUnit() || each.bool()).orElse(false);
  }

  Optional<Sharding> takeSharding() {
    for (String name : new String[] {"mhlo.sharding", "sdy.sharding"}) {
      Attribute found = entries.remove(name);
      if (found != null) {
        return Optional.of(new Sharding(name, found.text()));
      }
    }
    return Optional.empty();
  }

  boolean contains(String name) {
    return entries.containsKey(name);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /// What nobody took, as text.
  ImmutableMap<String, String> rest() {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    entries.forEach((name, value) -> texts.put(name, value.text()));
    return texts.buildOrThrow();
  }

  /// Refuses what nobody took.
  void requireEmpty(String expected) {
    for (Map.Entry<String, Attribute> entry : entries.entrySet()) {
      throw source.failAt(entry.getValue().place(), expected, "'" + entry.getKey() + "'");
    }
  }
}

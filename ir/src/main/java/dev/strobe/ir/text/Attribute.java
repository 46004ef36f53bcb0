package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;

/// The value of an attribute: where it stands in the text, from which an op that knows the
/// attribute reads it as what it has to be. Nobody else interprets it. A unit attribute ends where
/// it begins.
///
/// @param source a cursor over the whole text, or what stands there instead of aliases; never moved
record Attribute(Cursor source, int place, int end) {
  private static final long LONGEST_LIST = 1_000;

  /// A value as it stands at the cursor, up to the comma or bracket behind it.
  static Attribute take(Cursor cursor) {
    int place = cursor.place();
    int end = cursor.skipPiece();
    if (end == place) {
      throw cursor.failAt(place, "the value of an attribute");
    }
    return of(cursor, place, end);
  }

  private static Attribute of(Cursor cursor, int place, int end) {
    Source source = cursor.source();
    if (!source.hasAliases(place, end)) {
      return new Attribute(cursor, place, end);
    }
    String text = source.between(place, end);
    return new Attribute(Source.instead(text, cursor.copyAt(place)).start(), 0, text.length());
  }

  /// The value of a clause in an op's pretty form: one bracketed piece or one word.
  static Attribute clause(Cursor cursor) {
    int place = cursor.place();
    if ("[<{".indexOf(cursor.peek()) >= 0) {
      return new Attribute(cursor, place, cursor.skipBracketed());
    }
    if (cursor.peek() == '"') {
      cursor.string();
      return new Attribute(cursor, place, cursor.offset());
    }
    if (cursor.run(c -> c == '-' || Cursor.isNamePart(c)).isEmpty()) {
      throw cursor.fail("a number, a name, a string or a list");
    }
    return new Attribute(cursor, place, cursor.offset());
  }

  /// `0.001`, and possibly ` : f64`; what may stand behind is the type of something else.
  static Attribute number(Cursor cursor) {
    Attribute bare = clause(cursor);
    int colon = cursor.place();
    if (cursor.tryTake(":") && (cursor.tryWord("f64") || cursor.tryWord("ui64"))) {
      return new Attribute(cursor, bare.place(), cursor.offset());
    }
    cursor.moveTo(colon);
    return bare;
  }

  static Attribute unit(Cursor cursor, int place) {
    return new Attribute(cursor, place, place);
  }

  /// The value as MLIR text, without comments; empty for a unit attribute.
  String text() {
    return source.source().between(place, end);
  }

  StableHloParseException fail(String expected) {
    return source.failAt(place, expected);
  }

  /// Reads the whole value.
  <T> T read(Function<Cursor, T> reader) {
    Cursor cursor = source.copyAt(place);
    T value = reader.apply(cursor);
    if (cursor.place() < end) {
      throw cursor.fail("the end of the attribute");
    }
    return value;
  }

  /// `1` or `1 : i64`.
  long integer() {
    return read(
        cursor -> {
          long value = cursor.integer();
          if (cursor.place() < end && cursor.tryTake(":")) {
            cursor.word("an integer type");
          }
          return value;
        });
  }

  boolean isUnit() {
    return text().isEmpty() || text().equals("unit");
  }

  boolean bool() {
    return read(Attribute::truth);
  }

  private static boolean truth(Cursor cursor) {
    if (cursor.tryWord("true")) {
      return true;
    }
    if (cursor.tryWord("false")) {
      return false;
    }
    throw cursor.fail("true or false");
  }

  /// `1.0E-5`, `1.0E-5 : f64`, or the bits of a number in hexadecimal digits.
  double real(ElementType type) {
    return splat(TensorType.of(type)).doubleAt(0);
  }

  String string() {
    return read(Cursor::string);
  }

  /// `"name"`, or `@name`.
  String stringOrSymbol() {
    return text().startsWith("@") ? symbol() : string();
  }

  String symbol() {
    return read(Cursor::symbol);
  }

  /// `[1, 2]`, `array<i64: 1, 2>` or `dense<[1, 2]> : tensor<2xi64>`.
  ImmutableLongArray longs() {
    return longs("i64", "integers", ElementType::isInteger, Cursor::integer);
  }

  /// `[true, false]`, `array<i1: true, false>` or `dense<false> : tensor<2xi1>`.
  ImmutableList<Boolean> bools() {
    return longs("i1", "truths", ElementType::isBoolean, cursor -> truth(cursor) ? 1L : 0L).stream()
        .mapToObj(value -> value != 0)
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableLongArray longs(
      String element, String what, Predicate<ElementType> fits, Function<Cursor, Long> item) {
    return read(
        cursor -> {
          if (cursor.looksAt("dense")) {
            return elements(LiteralSyntax.read(cursor, Resources.NONE), what, fits);
          }
          if (cursor.tryTake("array<")) {
            cursor.take(element);
            String open = cursor.looksAt(":") ? ":" : "";
            return ImmutableLongArray.copyOf(cursor.list(open, ">", item));
          }
          return ImmutableLongArray.copyOf(cursor.list("[", "]", item));
        });
  }

  /// `1.0 : f32`, as a tensor of that number.
  Literal splat(TensorType type) {
    int colon = text().lastIndexOf(':');
    String number = colon < 0 ? text() : text().substring(0, colon).strip();
    String element = colon < 0 ? "" : text().substring(colon + 1).strip();
    if (!element.isEmpty() && !element.equals(type.element().text())) {
      throw fail("a number of type " + type.element());
    }
    String dense = "dense<" + number + "> : " + type.text();
    return LiteralSyntax.read(Source.instead(dense, source.copyAt(place)).start(), Resources.NONE);
  }

  private ImmutableLongArray elements(Literal literal, String what, Predicate<ElementType> fits) {
    if (!fits.test(literal.type().element()) || literal.type().elementCount() > LONGEST_LIST) {
      throw fail("a list of at most " + LONGEST_LIST + " " + what);
    }
    ImmutableLongArray.Builder values = ImmutableLongArray.builder();
    for (int i = 0; i < literal.type().elementCount(); i++) {
      values.add(literal.longAt(i));
    }
    return values.build();
  }

  /// `HIGHEST` or `#stablehlo<precision HIGHEST>`, as a constant of an enum.
  <E extends Enum<E>> E constant(E[] constants) {
    return read(cursor -> constant(cursor, constants));
  }

  /// A list of such constants.
  <E extends Enum<E>> ImmutableList<E> constants(E[] constants) {
    return read(cursor -> cursor.list("[", "]", each -> constant(each, constants)));
  }

  private static <E extends Enum<E>> E constant(Cursor cursor, E[] constants) {
    boolean wrapped = cursor.tryTake("#stablehlo<") || cursor.tryTake("#chlo<");
    if (wrapped) {
      cursor.word("the name of an enum");
    }
    int start = cursor.place();
    String name = cursor.word("a constant");
    for (E each : constants) {
      if (each.name().equals(name)) {
        cursor.take(wrapped ? ">" : "");
        return each;
      }
    }
    throw cursor.failAt(start, "one of " + Arrays.toString(constants), name);
  }

  /// The entries of `#stablehlo.gather<a = [0], b = 1>`.
  AttributeDictionary struct(String name) {
    return read(
        cursor -> {
          cursor.take((cursor.looksAt("#chlo.") ? "#chlo." : "#stablehlo.") + name);
          return AttributeDictionary.take(cursor, "<", ">");
        });
  }
}

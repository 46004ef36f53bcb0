package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedElement.Bounds;
import dev.strobe.ir.QuantizedElement.Scaling;
import java.util.OptionalInt;

/// Reads `!quant.uniform<i8<-8:7>:f32:1, {0.1:3, 0.2}>`.
final class QuantizedSyntax {
  static final String PREFIX = "!quant.uniform<";

  private static final int LONGEST_NUMBER = 100;

  private QuantizedSyntax() {}

  static QuantizedElement element(Cursor cursor) {
    int start = cursor.place();
    cursor.take(PREFIX);
    ElementType storage = storage(cursor);
    Bounds bounds = cursor.looksAt("<") ? bounds(cursor) : Bounds.of(storage);
    cursor.take(":");
    ElementType expressed = type(cursor, cursor.place(), cursor.word("a type such as f32"));
    OptionalInt dimension =
        cursor.tryTake(":") ? OptionalInt.of(dimension(cursor)) : OptionalInt.empty();
    cursor.take(",");
    ImmutableList<Scaling> scalings =
        dimension.isPresent()
            ? cursor.list("{", "}", QuantizedSyntax::scaling)
            : ImmutableList.of(scaling(cursor));
    cursor.take(">");
    try {
      return new QuantizedElement(storage, bounds, expressed, dimension, scalings);
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
  }

  /// `i8`, or `u8` without a sign, which may be `ui8` as elsewhere.
  private static ElementType storage(Cursor cursor) {
    int start = cursor.place();
    String name = cursor.word("a storage type such as i8");
    boolean shortened = name.startsWith("u") && !name.startsWith("ui");
    String spelled = shortened ? "ui" + name.substring(1) : name;
    ElementType storage = type(cursor, start, spelled);
    if (!storage.isInteger() || storage.bits() > Integer.SIZE) {
      throw cursor.failAt(start, "a storage type of integers of at most 32 bits", name);
    }
    return storage;
  }

  private static ElementType type(Cursor cursor, int place, String name) {
    return ElementType.ofText(name)
        .orElseThrow(() -> cursor.failAt(place, "an element type such as f32", name));
  }

  private static Bounds bounds(Cursor cursor) {
    cursor.take("<");
    long min = cursor.integer();
    cursor.take(":");
    long max = cursor.integer();
    cursor.take(">");
    return new Bounds(min, max);
  }

  private static int dimension(Cursor cursor) {
    int start = cursor.place();
    long dimension = cursor.integer();
    if (dimension != (int) dimension) {
      throw cursor.failAt(start, "a quantization dimension");
    }
    return (int) dimension;
  }

  /// `0.1:3`, or `0.1` for a zero point of zero.
  private static Scaling scaling(Cursor cursor) {
    int start = cursor.place();
    String number = cursor.run(c -> "+-.eE".indexOf(c) >= 0 || Cursor.isDigit(c));
    try {
      double scale = number.length() > LONGEST_NUMBER ? Double.NaN : Double.parseDouble(number);
      return new Scaling(scale, cursor.tryTake(":") ? cursor.integer() : 0);
    } catch (NumberFormatException _) {
      throw cursor.failAt(start, "a scale such as 0.1");
    }
  }
}

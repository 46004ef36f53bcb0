package dev.strobe.models;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Booleans;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Lists as checkpoint readers hand them over: GGUF arrays of numbers are primitive arrays.
final class Listed {
  private Listed() {}

  /// The elements, or nothing where the value is no list; whole numbers become `Long`.
  static Optional<ImmutableList<Object>> of(Object value) {
    return elements(value)
        .map(
            list ->
                list.stream()
                    .filter(Objects::nonNull)
                    .map(e -> e instanceof Integer number ? (Object) number.longValue() : e)
                    .collect(toImmutableList()));
  }

  private static Optional<List<?>> elements(Object value) {
    return switch (value) {
      case List<?> list -> Optional.of(list);
      case int[] array -> Optional.of(Ints.asList(array));
      case long[] array -> Optional.of(Longs.asList(array));
      case float[] array -> Optional.of(Floats.asList(array));
      case double[] array -> Optional.of(Doubles.asList(array));
      case boolean[] array -> Optional.of(Booleans.asList(array));
      default -> Optional.empty();
    };
  }
}

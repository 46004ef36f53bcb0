package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Typed reads of a checkpoint's configuration.
///
/// Whatever a key holds, the answer is a value within its limits or an [UnsupportedModelException]
/// such as `gemma3.block_count requires a positive integer, got "x" in model.gguf`. A null counts
/// as absent, and keeps the default away.
final class ConfigurationReader {
  /// More than any width, head count, window or vocabulary that models have; products of two such
  /// sizes fit into a long with room to spare.
  static final int LARGEST_SIZE = 1 << 24;

  private final Map<?, ?> values;
  private final ImmutableMap<String, Object> defaults;
  private final String prefix;
  private final String origin;

  private ConfigurationReader(
      Map<?, ?> values, ImmutableMap<String, Object> defaults, String prefix, String origin) {
    this.values = values;
    this.defaults = defaults;
    this.prefix = prefix;
    this.origin = origin;
  }

  /// All of a checkpoint's keys.
  static ConfigurationReader of(ModelSource source) {
    return new ConfigurationReader(source.configuration(), ImmutableMap.of(), "", source.origin());
  }

  /// The same keys, each to be asked for without this prefix.
  ConfigurationReader under(String keyPrefix) {
    return new ConfigurationReader(values, defaults, prefix + keyPrefix, origin);
  }

  /// The same keys, with values for those that are absent.
  ConfigurationReader withDefaults(ImmutableMap<String, Object> absent) {
    return new ConfigurationReader(values, absent, prefix, origin);
  }

  /// The object that a key holds; messages name its keys `key.inner`.
  Optional<ConfigurationReader> section(String key) {
    return value(key).map(value -> sectionOf(key, value));
  }

  /// The object that a key holds, or one without keys.
  ConfigurationReader sectionOrEmpty(String key) {
    return section(key).orElseGet(() -> sectionOf(key, ImmutableMap.of()));
  }

  /// Whether a key holds an object with something in it.
  boolean hasEntries(String key) {
    return section(key).map(section -> !section.values.isEmpty()).orElse(false);
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  /// A positive integer of at most [#LARGEST_SIZE].
  int size(String key) {
    return optionalSize(key).orElseThrow(() -> requires(key, "a positive integer"));
  }

  OptionalInt optionalSize(String key) {
    OptionalInt size = optionalPositive(key);
    if (size.isPresent() && size.getAsInt() > LARGEST_SIZE) {
      throw requires(key, "at most " + LARGEST_SIZE);
    }
    return size;
  }

  /// A size, or a list of equal ones: one a layer.
  OptionalInt optionalUniformSize(String key) {
    Optional<ImmutableList<Object>> list = value(key).flatMap(Listed::of);
    if (list.isEmpty()) {
      return optionalSize(key);
    }
    if (list.get().stream().distinct().count() != 1) {
      throw requires(key, "the same positive integer for every layer");
    }
    ImmutableMap<String, Object> one = ImmutableMap.of(prefix + key, list.get().getFirst());
    return new ConfigurationReader(one, defaults, prefix, origin).optionalSize(key);
  }

  /// A positive 32-bit integer.
  int positive(String key) {
    return optionalPositive(key).orElseThrow(() -> requires(key, "a positive integer"));
  }

  private OptionalInt optionalPositive(String key) {
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get() instanceof Long || value.get() instanceof Integer) {
      long number = ((Number) value.get()).longValue();
      if (number > 0 && number <= Integer.MAX_VALUE) {
        return OptionalInt.of((int) number);
      }
    }
    throw requires(key, "a positive integer");
  }

  /// A finite number above zero.
  double real(String key) {
    return optionalReal(key).orElseThrow(() -> requires(key, "a positive number"));
  }

  OptionalDouble optionalReal(String key) {
    OptionalDouble real = optionalRealOrZero(key);
    if (real.isPresent() && real.getAsDouble() == 0) {
      throw requires(key, "a positive number");
    }
    return real;
  }

  /// A finite number above zero; absent where it is zero, as GGUF files say 'none'.
  OptionalDouble realUnlessZero(String key) {
    OptionalDouble real = optionalRealOrZero(key);
    return real.isPresent() && real.getAsDouble() == 0 ? OptionalDouble.empty() : real;
  }

  private OptionalDouble optionalRealOrZero(String key) {
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value.get() instanceof Number number) {
      double real = number.doubleValue();
      if (real >= 0 && Double.isFinite(real)) {
        return OptionalDouble.of(real);
      }
    }
    throw requires(key, "a positive number");
  }

  /// True or false; false where absent.
  boolean flag(String key) {
    return optionalFlag(key).orElse(false);
  }

  Optional<Boolean> optionalFlag(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof Boolean flag) {
                return flag;
              }
              throw requires(key, "true or false");
            });
  }

  /// A string.
  String text(String key) {
    return optionalText(key).orElseThrow(() -> requires(key, "a string"));
  }

  Optional<String> optionalText(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof String text) {
                return text;
              }
              throw requires(key, "a string");
            });
  }

  /// The elements of a list, whatever they are; empty where the key is absent or no list.
  Optional<ImmutableList<Object>> optionalList(String key) {
    return value(key).flatMap(Listed::of);
  }

  /// Refuses a setting that no graph expresses, unless it is absent or has the one value that
  /// changes nothing.
  void refuse(String key, Object harmless, String supported) {
    if (!value(key).map(value -> isSame(value, harmless)).orElse(true)) {
      throw requires(key, supported);
    }
  }

  private static boolean isSame(Object value, Object other) {
    if (value instanceof Number number && other instanceof Number same) {
      return number.doubleValue() == same.doubleValue();
    }
    return value.equals(other);
  }

  /// The error for a key whose value does not do.
  UnsupportedModelException requires(String key, String constraint) {
    return new UnsupportedModelException(
        "%s%s requires %s, got %s in %s"
            .formatted(prefix, key, constraint, Shown.of(value(key)), origin));
  }

  private Optional<Object> value(String key) {
    Object found = values.get(prefix + key);
    return Optional.ofNullable(found == null && !isNull(key) ? defaults.get(key) : found);
  }

  private boolean isNull(String key) {
    return values.get(ModelSource.NULL_KEYS) instanceof List<?> keys && keys.contains(prefix + key);
  }

  private ConfigurationReader sectionOf(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      String path = prefix + key;
      return new ConfigurationReader(
          prefixed(path + ".", map), ImmutableMap.of(), path + ".", origin);
    }
    throw requires(key, "an object");
  }

  private static ImmutableMap<String, Object> prefixed(String path, Map<?, ?> map) {
    ImmutableMap.Builder<String, Object> found = ImmutableMap.builder();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value != null) {
            found.put(path + name, value);
          }
        });
    return found.buildOrThrow();
  }
}

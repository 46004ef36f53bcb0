package dev.strobe.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Bytes, as people write them: `8GiB`, `500MB`, `1000000`.
record MemorySize(long bytes) {
  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)\\s*([a-z]*)");
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("kib", 1L << 10),
          Map.entry("mib", 1L << 20),
          Map.entry("gib", 1L << 30),
          Map.entry("tib", 1L << 40));

  /// Reads a number and a unit.
  static final class Converter implements ITypeConverter<MemorySize> {
    @Override
    public MemorySize convert(String text) {
      Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
      Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
      if (unit == null) {
        throw refused(text);
      }
      BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
      if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 || bytes.signum() == 0) {
        throw refused(text);
      }
      return new MemorySize(bytes.longValue());
    }

    private static TypeConversionException refused(String text) {
      return new TypeConversionException(
          "--memory requires a size such as 8GiB or 500MB, got '" + text + "'");
    }
  }
}

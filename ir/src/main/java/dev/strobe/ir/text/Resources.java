package dev.strobe.ir.text;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes of constants that stand apart, at the end of a text: `{-# dialect_resources: { builtin: {
/// weights: "0x04000000..." } } #-}`.
final class Resources {
  static final Resources NONE = new Resources();

  private static final String OPEN = "{-#";
  private static final String CLOSE = "#-}";
  private static final Pattern BEGIN = Pattern.compile("^[ \\t]*+\\{-#", Pattern.MULTILINE);

  /// The digits of a resource begin with its alignment, an unsigned integer of this many bytes.
  private static final int HEADER_BYTES = 4;

  private final Map<String, Attribute> blobs = new HashMap<>();

  private Resources() {}

  /// The resources of a text: what stands in `{-#` and `#-}`, which begins a line.
  static Resources of(Source source) {
    Resources all = new Resources();
    Matcher matcher = BEGIN.matcher(source.text());
    if (matcher.find()) {
      all.take(new Cursor(source, matcher.end() - OPEN.length()));
    }
    return all;
  }

  /// Takes resources that have been read before.
  static void skip(Cursor cursor) {
    new Resources().take(cursor);
  }

  /// Sections hold dialects, and these named values; nothing is deeper.
  private void take(Cursor cursor) {
    cursor.list(OPEN, CLOSE, this::section);
  }

  private String section(Cursor cursor) {
    String section = key(cursor);
    boolean ofDialects = section.equals("dialect_resources");
    cursor.list("{", "}", each -> dialect(each, ofDialects));
    return section;
  }

  private String dialect(Cursor cursor, boolean ofDialects) {
    String dialect = key(cursor);
    boolean kept = ofDialects && dialect.equals("builtin");
    cursor.list("{", "}", each -> blob(each, kept));
    return dialect;
  }

  private String blob(Cursor cursor, boolean kept) {
    String name = key(cursor);
    Attribute value = Attribute.take(cursor);
    if (kept && blobs.putIfAbsent(name, value) != null) {
      throw value.fail("resources with distinct names");
    }
    return name;
  }

  private static String key(Cursor cursor) {
    String name = cursor.bareOrQuoted("the name of a resource");
    cursor.take(":");
    return name;
  }

  /// The bytes of a resource, without its header.
  Optional<byte[]> bytes(String name) {
    return Optional.ofNullable(blobs.get(name)).map(Resources::bytes);
  }

  private static byte[] bytes(Attribute blob) {
    byte[] bytes = hexadecimal(blob.string()).orElse(new byte[0]);
    if (bytes.length < HEADER_BYTES) {
      throw blob.fail("hexadecimal digits such as \"0x040000000000803F\", alignment first");
    }
    return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
  }

  /// What `0x0000803F` stands for, if it is that.
  static Optional<byte[]> hexadecimal(String digits) {
    if (!digits.startsWith("0x")) {
      return Optional.empty();
    }
    try {
      String upper = digits.substring(2).toUpperCase(Locale.ROOT);
      return Optional.of(BaseEncoding.base16().decode(upper));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

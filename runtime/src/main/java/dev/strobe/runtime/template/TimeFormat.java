package dev.strobe.runtime.template;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// `strftime`, in English whatever the machine's language: a prompt should not depend on it.
final class TimeFormat {
  private TimeFormat() {}

  static String format(String format, LocalDateTime time) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) != '%' || i + 1 == format.length()) {
        out.append(format.charAt(i));
        continue;
      }
      boolean bare = format.startsWith("-", i + 1) && i + 2 < format.length();
      i += bare ? 2 : 1;
      out.append(field(format.charAt(i), bare, time));
    }
    return out.toString();
  }

  private static String field(char field, boolean bare, LocalDateTime time) {
    String pattern =
        switch (field) {
          case 'd' -> bare ? "d" : "dd";
          case 'e' -> bare ? "d" : "ppd";
          case 'm' -> bare ? "M" : "MM";
          case 'j' -> bare ? "D" : "DDD";
          case 'H' -> bare ? "H" : "HH";
          case 'I' -> bare ? "h" : "hh";
          case 'M' -> bare ? "m" : "mm";
          case 'S' -> bare ? "s" : "ss";
          case 'a' -> "EEE";
          case 'A' -> "EEEE";
          case 'b', 'h' -> "MMM";
          case 'B' -> "MMMM";
          case 'y' -> "yy";
          case 'Y' -> "yyyy";
          case 'p' -> "a";
          case 'F' -> "yyyy-MM-dd";
          case 'T' -> "HH:mm:ss";
          case 'D' -> "MM/dd/yy";
          case 'R' -> "HH:mm";
          case '%' -> "'%'";
          default -> throw TemplateException.requires("strftime_now", "a known field", "%" + field);
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
  }
}

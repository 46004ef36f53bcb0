package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One instruction of HLO text.
///
/// @param locations what its metadata names: the model's paths
/// @param source file and line of its metadata, if any
/// @param called computations that it names
record HloInstruction(
    String name,
    String shape,
    String opcode,
    ImmutableList<String> operands,
    ImmutableList<String> called,
    ImmutableList<String> locations,
    Optional<String> source,
    Optional<String> target) {
  private static final ImmutableList<String> CALLS =
      ImmutableList.of("calls=", "to_apply=", "condition=", "body=", "branch_computations={");

  /// Reads a line; empty if it is none of an instruction.
  static Optional<HloInstruction> read(String line) {
    String text = line.strip();
    text = text.startsWith("ROOT ") ? text.substring(5) : text;
    int equals = text.indexOf(" = ");
    if (equals < 0 || text.startsWith("//") || text.startsWith("HloModule")) {
      return Optional.empty();
    }
    String rest = text.substring(equals + 3);
    int shapeEnd = rest.startsWith("(") ? closing(rest, 0) + 1 : rest.indexOf(' ');
    int open = shapeEnd <= 0 ? -1 : rest.indexOf('(', shapeEnd);
    if (open < 0) {
      return Optional.empty();
    }
    int close = closing(rest, open);
    String operands = rest.substring(open + 1, Math.max(open + 1, close));
    String attributes = rest.substring(Math.min(close + 1, rest.length()));
    String opcode = rest.substring(shapeEnd, open).strip();
    return Optional.of(
        new HloInstruction(
            plain(text.substring(0, equals)),
            rest.substring(0, shapeEnd),
            opcode,
            opcode.equals("constant") ? ImmutableList.of() : names(operands),
            called(attributes),
            locations(attributes),
            source(attributes),
            quoted(attributes, "custom_call_target=\"")));
  }

  private static String plain(String name) {
    return name.startsWith("%") ? name.substring(1) : name;
  }

  /// Where the bracket at `open` is closed; the end if nowhere.
  private static int closing(String text, int open) {
    int depth = 0;
    boolean isQuoted = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && text.charAt(i - 1) != '\\') {
        isQuoted = !isQuoted;
      }
      depth += isQuoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length() - 1;
  }

  private static ImmutableList<String> names(String text) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      int end = at + 1;
      while (end < text.length() && isNameCharacter(text.charAt(end))) {
        end++;
      }
      names.add(text.substring(at + 1, end));
    }
    return names.build();
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }

  private static ImmutableList<String> called(String attributes) {
    List<String> called = new ArrayList<>();
    for (String key : CALLS) {
      int at = attributes.indexOf(key);
      if (at >= 0) {
        int from = at + key.length();
        int end = attributes.indexOf(key.endsWith("{") ? '}' : ',', from);
        called.addAll(names(attributes.substring(from, end < 0 ? attributes.length() : end)));
      }
    }
    return ImmutableList.copyOf(called);
  }

  /// XLA joins the names of what it merged with semicolons.
  private static ImmutableList<String> locations(String attributes) {
    return quoted(attributes, "op_name=\"").stream()
        .flatMap(name -> List.of(name.split(";")).stream())
        .filter(name -> !name.isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<String> source(String attributes) {
    return quoted(attributes, "source_file=\"")
        .map(
            file -> {
              int at = attributes.indexOf("source_line=");
              String line = at < 0 ? "" : attributes.substring(at + 12).split("[^0-9]", 2)[0];
              return line.isEmpty() ? file : file + ":" + line;
            });
  }

  /// The string behind a key, its escapes undone.
  private static Optional<String> quoted(String text, String key) {
    int at = text.indexOf(key);
    if (at < 0) {
      return Optional.empty();
    }
    StringBuilder value = new StringBuilder();
    for (int i = at + key.length(); i < text.length() && text.charAt(i) != '"'; i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      value.append(text.charAt(i));
    }
    return Optional.of(value.toString());
  }
}

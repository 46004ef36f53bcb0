package dev.strobe.runtime.template;

/// A piece of a template's source.
///
/// @param text the text itself: for strings after escapes, for operators their spelling
record Token(Kind kind, String text, int line) {
  enum Kind {
    TEXT,
    BLOCK_BEGIN,
    BLOCK_END,
    OUTPUT_BEGIN,
    OUTPUT_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(Kind wanted, String spelling) {
    return kind == wanted && text.equals(spelling);
  }

  boolean operator(String spelling) {
    return is(Kind.OPERATOR, spelling);
  }

  boolean name(String spelling) {
    return is(Kind.NAME, spelling);
  }
}

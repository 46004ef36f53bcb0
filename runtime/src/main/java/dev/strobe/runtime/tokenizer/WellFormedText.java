package dev.strobe.runtime.tokenizer;

/// Text with every unpaired surrogate replaced by U+FFFD.
///
/// An unpaired surrogate has no UTF-8 form: the native side would then read the whole text as
/// damaged and lose its other supplementary characters too.
final class WellFormedText {
  private WellFormedText() {}

  static String of(String text) {
    int at = firstUnpaired(text, 0);
    if (at < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    while (at >= 0) {
      mended.setCharAt(at, '\uFFFD');
      at = firstUnpaired(text, at + 1);
    }
    return mended.toString();
  }

  private static int firstUnpaired(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return -1;
  }
}

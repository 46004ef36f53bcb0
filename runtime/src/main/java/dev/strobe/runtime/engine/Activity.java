package dev.strobe.runtime.engine;

/// What a model is doing while somebody waits for it.
public enum Activity {
  READING_WEIGHTS("reading weights"),
  COMPILING("compiling"),
  COMPUTING("computing");

  private final String text;

  Activity(String text) {
    this.text = text;
  }

  /// In words.
  public String text() {
    return text;
  }
}

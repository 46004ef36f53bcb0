package dev.strobe.pjrt;

import java.util.Optional;

/// A plugin's own error: the function that failed, the code, and the plugin's words unchanged.
public final class PjrtException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final int codeNumber;
  private final String pluginMessage;

  PjrtException(String function, int codeNumber, String pluginMessage) {
    super(function + " failed with " + describe(codeNumber) + ": " + pluginMessage);
    this.function = function;
    this.codeNumber = codeNumber;
    this.pluginMessage = pluginMessage;
  }

  /// The C function that reported the error, such as `PJRT_Client_Compile`.
  public String function() {
    return function;
  }

  /// The code, empty where the plugin gave a number that has no name here; see [#codeNumber()].
  public Optional<PjrtErrorCode> code() {
    return PjrtErrorCode.of(codeNumber);
  }

  /// The code as the plugin gave it.
  public int codeNumber() {
    return codeNumber;
  }

  /// What the plugin said, unchanged.
  public String pluginMessage() {
    return pluginMessage;
  }

  private static String describe(int codeNumber) {
    return PjrtErrorCode.of(codeNumber).map(Enum::name).orElse("error code " + codeNumber);
  }
}

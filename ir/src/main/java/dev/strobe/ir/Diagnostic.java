package dev.strobe.ir;

/// One thing that is wrong with a program.
///
/// @param function name of the function it is in, empty for the program itself
/// @param location of the node it is about, unknown where it is about the function as a whole
/// @param message of the form `<op> requires <constraint>, got <actual>`
public record Diagnostic(String function, Location location, String message) {
  @Override
  public String toString() {
    String place = location.isUnknown() ? "" : " at " + location;
    return message + (function.isEmpty() ? "" : " in @" + function) + place;
  }
}

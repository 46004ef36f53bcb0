package dev.strobe.runtime.compile;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A program on its way to an executable, passes and lowering included.
@Name("strobe.Compile")
@Label("Compile")
@Category("Strobe")
@StackTrace(false)
final class CompileEvent extends Event {
  @Label("Program")
  String program = "";

  /// What the backend gets; zero where the program was known before any pass.
  @DataAmount
  @Label("Text")
  long textBytes;

  @Label("From Cache")
  boolean fromCache;
}

package dev.strobe.runtime.device;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The launch of a program; a device that works on its own may still be busy afterwards.
@Name("strobe.Execute")
@Label("Execute")
@Category("Strobe")
@StackTrace(false)
final class ExecuteEvent extends Event {
  @Label("Arguments")
  int arguments;
}

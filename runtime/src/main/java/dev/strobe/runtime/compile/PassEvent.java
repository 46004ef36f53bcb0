package dev.strobe.runtime.compile;

import dev.strobe.ir.PassReport;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// What one pass did to one function.
@Name("strobe.Pass")
@Label("Pass")
@Category("Strobe")
@StackTrace(false)
final class PassEvent extends Event {
  @Label("Pass")
  String pass = "";

  @Label("Function")
  String function = "";

  @Timespan(Timespan.NANOSECONDS)
  @Label("Time")
  long time;

  @Label("Nodes Before")
  int nodesBefore;

  @Label("Nodes After")
  int nodesAfter;

  @Label("Hits")
  int hits;

  static void commit(PassReport report) {
    PassEvent event = new PassEvent();
    event.pass = report.pass();
    event.function = report.function();
    event.time = report.time().toNanos();
    event.nodesBefore = report.nodesBefore();
    event.nodesAfter = report.nodesAfter();
    event.hits = report.hits();
    event.commit();
  }
}

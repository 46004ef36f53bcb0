/// Graph to graph passes that make programs better.
module dev.strobe.fusion {
  requires transitive dev.strobe.ir;

  exports dev.strobe.fusion;
  exports dev.strobe.fusion.forecast;
  exports dev.strobe.fusion.memory;
}

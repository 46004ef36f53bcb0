/// See the package description of dev.strobe.fusion.
module dev.strobe.fusion {
  requires transitive dev.strobe.ir;

  exports dev.strobe.fusion;
}

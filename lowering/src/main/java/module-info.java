/// See the package description of dev.strobe.lowering.
module dev.strobe.lowering {
  requires transitive dev.strobe.ir;
  requires com.google.protobuf;

  exports dev.strobe.lowering;
}

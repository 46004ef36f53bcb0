/// A graph made acceptable to a PJRT plugin: legalised, written as text, with compile options.
module dev.strobe.lowering {
  requires transitive dev.strobe.ir;
  requires com.google.protobuf;

  exports dev.strobe.lowering;
}

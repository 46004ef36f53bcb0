/// The Flash transformer and its families as functions that build graphs of primitive ops.
module dev.strobe.models {
  requires transitive dev.strobe.ir;

  exports dev.strobe.models;
}

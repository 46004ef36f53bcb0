/// StableHLO in Java: types, values, ops, graphs, text, interpretation.
module dev.strobe.ir {
  requires transitive com.google.common;
  requires transitive org.jspecify;

  exports dev.strobe.ir;
  exports dev.strobe.ir.interpret;
  exports dev.strobe.ir.op;
  exports dev.strobe.ir.refine;
  exports dev.strobe.ir.text;
}

package dev.strobe.ir.interpret;

import dev.strobe.ir.Value;
import java.util.List;

/// One process in a body that it runs beside others.
///
/// @param replica its number
record Frame(int replica, Scope scope) {
  static Frame outermost(int replica) {
    return new Frame(replica, Scope.outermost());
  }

  Frame inner() {
    return new Frame(replica, scope.inner());
  }

  List<Datum> lookUp(List<Value> values) {
    return scope.lookUp(values);
  }
}

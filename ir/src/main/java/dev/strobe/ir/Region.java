package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;

/// The body of an op such as `reduce`: parameters, nodes in order, and the values it returns.
public record Region(
    ImmutableList<Value> parameters, ImmutableList<Node> nodes, ImmutableList<Value> results) {

  /// Outer values that this region uses, each once, in first-use order.
  public ImmutableSet<Value> captures() {
    return Node.freeValues(parameters, nodes, results);
  }

  /// Whether this body takes and returns these types, as far as they are known.
  public boolean hasType(List<? extends Type> parameterTypes, List<? extends Type> resultTypes) {
    return Type.allFit(parameterTypes(), parameterTypes) && Type.allFit(resultTypes(), resultTypes);
  }

  public ImmutableList<Type> parameterTypes() {
    return parameters.stream().map(Value::type).collect(ImmutableList.toImmutableList());
  }

  public ImmutableList<Type> resultTypes() {
    return results.stream().map(Value::type).collect(ImmutableList.toImmutableList());
  }
}

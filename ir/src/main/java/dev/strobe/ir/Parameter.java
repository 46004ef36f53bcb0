package dev.strobe.ir;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/// A parameter of a graph: its value, the name callers bind by, its role, its sharding, and
/// attributes that only pass through (name to MLIR attribute text).
public record Parameter(
    Value value,
    String name,
    Role role,
    Optional<Sharding> sharding,
    ImmutableMap<String, String> attributes) {

  public Parameter(Value value, String name, Role role) {
    this(value, name, role, Optional.empty(), ImmutableMap.of());
  }

  public Parameter withName(String other) {
    return new Parameter(value, other, role, sharding, attributes);
  }

  public Parameter withValue(Value other) {
    return new Parameter(other, name, role, sharding, attributes);
  }

  public Parameter withRole(Role other) {
    return new Parameter(value, name, other, sharding, attributes);
  }

  public Parameter withAttributes(ImmutableMap<String, String> others) {
    return new Parameter(value, name, role, sharding, others);
  }

  public TensorType tensor() {
    return value.tensor();
  }
}

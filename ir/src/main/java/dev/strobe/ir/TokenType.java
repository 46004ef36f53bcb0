package dev.strobe.ir;

import com.google.common.collect.ImmutableList;

/// A token: it holds nothing, and orders the ops that make and take it.
public record TokenType() implements Type {
  @Override
  public String text() {
    return "!stablehlo.token";
  }

  @Override
  public ImmutableList<TensorType> tensors() {
    return ImmutableList.of();
  }

  @Override
  public String toString() {
    return text();
  }
}

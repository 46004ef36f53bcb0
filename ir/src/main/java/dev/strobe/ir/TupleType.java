package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/// A tuple of values of any types.
public record TupleType(ImmutableList<Type> elements) implements Type {
  @Override
  public String text() {
    return elements.stream().map(Type::text).collect(Collectors.joining(", ", "tuple<", ">"));
  }

  @Override
  public ImmutableList<TensorType> tensors() {
    return elements.stream().flatMap(each -> each.tensors().stream()).collect(toImmutableList());
  }

  @Override
  public boolean fits(Type other) {
    return other instanceof TupleType that && Type.allFit(elements, that.elements());
  }

  @Override
  public TupleType joinedWith(Type other) {
    return new TupleType(Type.joined(elements, ((TupleType) other).elements()));
  }

  @Override
  public String toString() {
    return text();
  }
}

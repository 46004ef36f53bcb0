package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/// What an asynchronous op will have made once it is done.
public record FutureType(ImmutableList<Type> elements) implements Type {
  @Override
  public String text() {
    return elements.stream()
        .map(Type::text)
        .collect(Collectors.joining(", ", "!stablehlo.future<", ">"));
  }

  @Override
  public ImmutableList<TensorType> tensors() {
    return elements.stream().flatMap(each -> each.tensors().stream()).collect(toImmutableList());
  }

  @Override
  public boolean fits(Type other) {
    return other instanceof FutureType that && Type.allFit(elements, that.elements());
  }

  @Override
  public FutureType joinedWith(Type other) {
    return new FutureType(Type.joined(elements, ((FutureType) other).elements()));
  }

  @Override
  public String toString() {
    return text();
  }
}

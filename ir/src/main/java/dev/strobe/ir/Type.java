package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;

/// The type of a [Value].
public sealed interface Type
    permits FutureType, QuantizedTensorType, TensorType, TokenType, TupleType {
  /// The spelling in StableHLO text.
  String text();

  /// Whether values of both types could be the same: as far as they are known, the types are equal.
  default boolean fits(Type other) {
    return equals(other);
  }

  /// What holds for both of two types that fit: each size on which they agree.
  default Type joinedWith(Type other) {
    return this;
  }

  /// The tensors that hold a value of this type, in order, however deep.
  ImmutableList<TensorType> tensors();

  /// What holds for both of two lists of types that fit, one by one.
  static ImmutableList<Type> joined(List<Type> left, List<Type> right) {
    return IntStream.range(0, left.size())
        .mapToObj(i -> left.get(i).joinedWith(right.get(i)))
        .collect(ImmutableList.toImmutableList());
  }

  /// Whether lists of types fit, one by one.
  static boolean allFit(List<? extends Type> left, List<? extends Type> right) {
    return left.size() == right.size()
        && IntStream.range(0, left.size()).allMatch(i -> left.get(i).fits(right.get(i)));
  }
}

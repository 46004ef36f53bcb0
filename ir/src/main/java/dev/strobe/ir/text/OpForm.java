package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;

/// An op as it was read, whichever way it was spelled, before it is known what it means.
///
/// @param properties what the op defines, under the names of the generic form
record OpForm(
    Head head,
    ImmutableList<Value> operands,
    AttributeDictionary properties,
    ImmutableList<Region> regions,
    TypeSyntax.Signature signature) {

  /// What an op is called and where it stands.
  ///
  /// @param name with the dialect, such as `stablehlo.add`
  record Head(String name, Cursor source, int place, Resources resources) {
    StableHloParseException fail(String expected, Object actual) {
      return source.failAt(place, expected, String.valueOf(actual));
    }
  }

  OpForm requireOperands(int count) {
    if (operands.size() != count) {
      throw head.fail(count + " operands of " + head.name(), operands.size());
    }
    return this;
  }

  OpForm requireOperandsFrom(int count) {
    if (operands.size() < count) {
      throw head.fail("at least " + count + " operands of " + head.name(), operands.size());
    }
    return this;
  }

  Value operand(int index) {
    return operands.get(index);
  }

  /// The operands behind the first few.
  ImmutableList<Value> from(int first) {
    return operands.subList(first, operands.size());
  }

  /// Type of the only result.
  TensorType result() {
    return result(0, 1);
  }

  /// Type of one of `count` results.
  TensorType result(int index, int count) {
    Type type = resultType(index, count);
    if (type instanceof TensorType tensor) {
      return tensor;
    }
    throw head.fail("a tensor of numbers as result of " + head.name(), type);
  }

  /// Type of the only result, of whatever kind it is.
  Type resultType() {
    return resultType(0, 1);
  }

  private Type resultType(int index, int count) {
    ImmutableList<Type> results = signature.results();
    if (results.size() != count) {
      String expected = count == 1 ? "one result" : count + " results";
      throw head.fail(expected + " of " + head.name(), results.size());
    }
    return results.get(index);
  }

  Region region() {
    return requireRegions(1).getFirst();
  }

  ImmutableList<Region> requireRegions(int count) {
    if (regions.size() != count) {
      throw head.fail(count + " regions of " + head.name(), regions.size());
    }
    return regions;
  }
}

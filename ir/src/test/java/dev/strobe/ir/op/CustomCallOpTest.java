package dev.strobe.ir.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a custom call may say of itself; the specification gives these constraints no labels.
final class CustomCallOpTest {
  private static final Value X = Operands.f32(2, 3);
  private static final Value TOKEN = new Value(new TokenType());
  private static final Value PAIR =
      new Value(new TupleType(ImmutableList.of(X.type(), TOKEN.type())));

  private static CustomCallOp call(Value input, Type type, CustomCallMemory memory) {
    var options = new CustomCallOp.Options(false, "", 1, ImmutableList.of());
    return new CustomCallOp(
        "foo", ImmutableList.of(input), ImmutableList.of(type), options, memory);
  }

  private static CustomCallMemory layouts(
      ImmutableList<ImmutableLongArray> operands, ImmutableList<ImmutableLongArray> results) {
    var both = new CustomCallMemory.Layouts(operands, results);
    return new CustomCallMemory(Optional.of(both), ImmutableList.of());
  }

  private static CustomCallMemory alias(long[] output, long operand, long... way) {
    var alias = new CustomCallMemory.Alias(Operands.longs(output), operand, Operands.longs(way));
    return new CustomCallMemory(Optional.empty(), ImmutableList.of(alias));
  }

  private static void assertRefused(String expected, Runnable op) {
    var e = assertThrows(InvalidOpException.class, op::run);
    assertEquals("custom_call requires " + expected, e.getMessage());
  }

  @Test
  void aConfigurationIsADictionaryFromVersion4On() {
    String constraint =
        "a backend_config that is a dictionary from api_version 4 on, before that a string, got ";
    assertRefused(
        constraint + "\"a\" and 4",
        () -> new CustomCallOp.Options(false, "\"a\"", 4, ImmutableList.of()));
    assertRefused(
        constraint + "{a} and 3",
        () -> new CustomCallOp.Options(false, "{a}", 3, ImmutableList.of()));
    assertRefused(
        "0 <= api_version <= 4, got 5",
        () -> new CustomCallOp.Options(false, "", 5, ImmutableList.of()));
    assertRefused(
        "0 <= api_version <= 4, got -1",
        () -> new CustomCallOp.Options(false, "", -1, ImmutableList.of()));
  }

  @Test
  void layoutsArePermutationsOfAxes() {
    var rows = ImmutableList.of(Operands.longs(1, 0));
    var none = ImmutableList.of(Operands.longs());
    String constraint =
        "layouts that are permutations of the axes of tensors, and empty for tokens, got ";
    assertEquals(X.type(), call(X, X.type(), layouts(rows, rows)).types().getFirst());
    assertRefused(
        constraint + "[] and tensor<2x3xf32>", () -> call(X, X.type(), layouts(none, rows)));
    assertRefused(
        constraint + "[0, 2] and tensor<2x3xf32>",
        () -> call(X, X.type(), layouts(rows, ImmutableList.of(Operands.longs(0, 2)))));
    assertRefused(
        constraint + "[1, 0] and !stablehlo.token",
        () -> call(X, TOKEN.type(), layouts(rows, rows)));
    assertRefused(
        constraint + "[] and tuple<tensor<2x3xf32>, !stablehlo.token>",
        () -> call(PAIR, X.type(), layouts(none, rows)));
    assertRefused(
        "one layout a operand, got 1 and 0",
        () -> call(X, X.type(), layouts(ImmutableList.of(), rows)));
    // The results of a call that returns one tuple are its elements.
    assertRefused(
        "one layout a result, got 2 and 1", () -> call(X, PAIR.type(), layouts(rows, rows)));
  }

  @Test
  void aliasesArePartsOfOneType() {
    assertEquals(X.type(), call(PAIR, X.type(), alias(new long[0], 0, 0)).types().getFirst());
    assertRefused(
        "aliases of parts of one type, got !stablehlo.token and tensor<2x3xf32>",
        () -> call(PAIR, X.type(), alias(new long[0], 0, 1)));
    assertRefused(
        "aliases of parts that there are, got [2] of tuple<tensor<2x3xf32>, !stablehlo.token>",
        () -> call(PAIR, X.type(), alias(new long[0], 0, 2)));
    assertRefused(
        "aliases of parts that there are, got [0] of tensor<2x3xf32>",
        () -> call(X, X.type(), alias(new long[] {0}, 0)));
    assertRefused(
        "0 <= operand_index < size(inputs), got 1", () -> call(X, X.type(), alias(new long[0], 1)));
  }

  @Test
  void onlyAnnotationsOfOneTypeAreTheirOperand() {
    assertTrue(named("Sharding", X, X.type()).isIdentity());
    assertTrue(named("xla.sdy.FuncResultSharding", X, X.type()).isIdentity());
    assertFalse(named("Sharding", X, Operands.f32(2).type()).isIdentity());
    assertFalse(named("Shard", X, X.type()).isIdentity());
    var e =
        assertThrows(
            InvalidOpException.class, () -> named("lapack_sgetrf", X, X.type()).requireKnown());
    assertTrue(e.toString().endsWith("got @lapack_sgetrf"), e.toString());
  }

  private static CustomCallOp named(String target, Value input, Type type) {
    var options = new CustomCallOp.Options(false, "", 1, ImmutableList.of());
    return new CustomCallOp(
        target, ImmutableList.of(input), ImmutableList.of(type), options, CustomCallMemory.ANY);
  }

  @Test
  void aCallThatReturnsNothingHasAnEffect() {
    assertTrue(named("foo", X, X.type()).isPure());
    var options = new CustomCallOp.Options(false, "", 1, ImmutableList.of());
    var silent =
        new CustomCallOp(
            "foo", ImmutableList.of(X), ImmutableList.of(), options, CustomCallMemory.ANY);
    assertFalse(silent.isPure());
  }

  @Test
  void checksCompareTensorsOfOneType() {
    String constraint = "check.expect_eq requires operands of one type, got ";
    var e =
        assertThrows(
            InvalidOpException.class,
            () -> new ExpectOp(X, Operands.f32(2), new ExpectOp.Agreement.Equal()));
    assertEquals(constraint + "%_: tensor<2x3xf32> and %_: tensor<2xf32>", e.getMessage());
    var integers =
        assertThrows(
            InvalidOpException.class,
            () -> new ExpectOp(Operands.s32(), Operands.s32(), ExpectOp.Agreement.Ulps.USUAL));
    assertEquals(
        "check.expect_close requires floats or complex numbers, got %_: tensor<i32>",
        integers.getMessage());
  }
}

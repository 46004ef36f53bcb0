package dev.strobe.ir.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.text.CollectivePrograms;
import dev.strobe.ir.text.CompositePrograms;
import dev.strobe.ir.text.DynamicPrograms;
import dev.strobe.ir.text.EffectPrograms;
import dev.strobe.ir.text.NumericPrograms;
import dev.strobe.ir.text.QuantizedPrograms;
import dev.strobe.ir.text.RegionPrograms;
import dev.strobe.ir.text.SamplePrograms;
import dev.strobe.ir.text.UnknownSizePrograms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for every op: it can be taken apart and put together again.
final class OpContractTest {
  private static List<Node> nodes() {
    return Stream.of(
            SamplePrograms.elementwise(),
            SamplePrograms.shapes(),
            SamplePrograms.contractions(),
            NumericPrograms.numeric(),
            QuantizedPrograms.quantized(),
            SamplePrograms.structure(),
            RegionPrograms.regions(),
            CollectivePrograms.collectives(),
            CollectivePrograms.newest(),
            DynamicPrograms.dynamics(),
            CompositePrograms.composites(),
            EffectPrograms.effects(),
            UnknownSizePrograms.unknownSizes())
        .map(Program::main)
        .flatMap(graph -> graph.nodes().stream())
        .toList();
  }

  @Test
  void samplesHoldEveryOp() {
    ImmutableSet<Class<?>> seen =
        nodes().stream().map(node -> node.op().getClass()).collect(ImmutableSet.toImmutableSet());
    ImmutableSet<Class<?>> permitted = permitted(Op.class).collect(ImmutableSet.toImmutableSet());
    assertEquals(permitted, seen);
  }

  /// The records below a sealed interface.
  private static Stream<Class<?>> permitted(Class<?> of) {
    return of.isInterface()
        ? Stream.of(of.getPermittedSubclasses()).flatMap(OpContractTest::permitted)
        : Stream.of(of);
  }

  @Test
  void sameOperandsAndRegionsGiveAnEqualOp() {
    for (Node node : nodes()) {
      Op op = node.op();
      Op copy = op.withOperands(op.operands()).withRegions(op.regions());
      assertEquals(op, copy);
      assertEquals(op.hashCode(), copy.hashCode());
    }
  }

  @Test
  void otherOperandsOfTheSameTypesArriveInOrder() {
    for (Node node : nodes()) {
      ImmutableList<Value> fresh =
          node.op().operands().stream()
              .map(value -> new Value(value.type()))
              .collect(ImmutableList.toImmutableList());
      Op other = node.op().withOperands(fresh);
      assertEquals(fresh, other.operands());
      assertEquals(node.op().resultTypes(), other.resultTypes());
    }
  }

  @Test
  void nodesHaveTheResultTypesThatTheirOpsCompute() {
    for (Node node : nodes()) {
      ImmutableList<Type> types =
          node.results().stream().map(Value::type).collect(ImmutableList.toImmutableList());
      assertEquals(node.op().resultTypes(), types);
    }
  }

  @Test
  void opsWithoutBodiesRefuseSome() {
    Op add = new BinaryOp(BinaryOp.Kind.ADD, Operands.f32(), Operands.f32());
    var e =
        assertThrows(
            InvalidOpException.class,
            () -> add.withRegions(List.of(Operands.firsts(ElementType.F32))));
    assertEquals("add requires no regions, got 1 regions", e.getMessage());
  }
}

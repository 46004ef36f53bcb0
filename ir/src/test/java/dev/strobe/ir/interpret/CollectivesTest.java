package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Ops that replicas compute together, mostly the specification's own examples.
final class CollectivesTest {
  private static final String SUM =
      """
       ({
      ^bb0(%a: tensor<i64>, %b: tensor<i64>):
        %s = stablehlo.add %a, %b : tensor<i64>
        stablehlo.return %s : tensor<i64>
      })\
      """;

  /// Replica 0 has 1, 2, ... of the type, the next the numbers behind these.
  private static List<List<Long>> run(
      int replicas, String from, String to, String op, long... dims) {
    String text =
        """
        func.func @main(%%x: %s) -> %s {
          %%r = "stablehlo.%s : (%s) -> %s
          return %%r : %s
        }
        """
            .formatted(from, to, op, from, to, to);
    Program program = StableHloReader.read(text);
    Verifier.requireValid(program);
    TensorType type = TensorType.of(ElementType.S64, dims);
    long count = type.elementCount();
    List<List<Literal>> arguments = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      long first = replica * count;
      long[] values = LongStream.range(first + 1, first + count + 1).toArray();
      arguments.add(List.of(Literal.ofLongs(type, values)));
    }
    return Interpreter.runReplicas(program, arguments).stream()
        .map(results -> elements(results.getFirst()))
        .toList();
  }

  private static List<Long> elements(Literal literal) {
    return LongStream.range(0, literal.type().elementCount()).map(literal::longAt).boxed().toList();
  }

  private static String groups(String rows, int height, int width) {
    return "replica_groups = dense<" + rows + "> : tensor<" + height + "x" + width + "xi64>";
  }

  private static void assertRefused(String expected, Runnable run) {
    var e = assertThrows(InvalidOpException.class, run::run);
    assertEquals(expected, e.getMessage());
  }

  @Test
  void gathersInTheOrderOfTheGroup() {
    String op = "all_gather\"(%x) <{all_gather_dim = 1 : i64, ";
    assertEquals(
        List.of(List.of(1L, 2L, 5L, 6L, 3L, 4L, 7L, 8L), List.of(1L, 2L, 5L, 6L, 3L, 4L, 7L, 8L)),
        run(2, "tensor<2x2xi64>", "tensor<2x4xi64>", op + groups("[[0, 1]]", 1, 2) + "}>", 2, 2));
    assertEquals(
        List.of(List.of(3L, 1L), List.of(4L, 2L), List.of(3L, 1L), List.of(4L, 2L)),
        run(
            4,
            "tensor<1x1xi64>",
            "tensor<1x2xi64>",
            op + groups("[[3, 1], [2, 0]]", 2, 2) + "}>",
            1,
            1));
  }

  @Test
  void foldsRaggedGroupsAndAllWithoutGroups() {
    String op = "all_reduce\"(%x) <{";
    String pair = groups("[[0, 2], [1, -1]]", 2, 2);
    assertEquals(
        List.of(List.of(6L, 8L), List.of(3L, 4L), List.of(6L, 8L)),
        run(3, "tensor<2xi64>", "tensor<2xi64>", op + pair + "}>" + SUM, 2));
    String none = groups("", 0, 0);
    assertEquals(
        List.of(List.of(9L, 12L), List.of(9L, 12L), List.of(9L, 12L)),
        run(3, "tensor<2xi64>", "tensor<2xi64>", op + none + "}>" + SUM, 2));
    assertEquals(
        List.of(List.of(4L, 6L), List.of(4L, 6L)),
        run(
            2,
            "tensor<2xi64>",
            "tensor<2xi64>",
            "cross-replica-sum\"(%x) <{" + groups("[[0, 1]]", 1, 2) + "}>",
            2));
  }

  @Test
  void sendsPartsToEachOther() {
    String op =
        "all_to_all\"(%x) <{split_dimension = 1 : i64, concat_dimension = 0 : i64,"
            + " split_count = 2 : i64, ";
    assertEquals(
        List.of(
            List.of(1L, 2L, 5L, 6L, 9L, 10L, 13L, 14L),
            List.of(3L, 4L, 7L, 8L, 11L, 12L, 15L, 16L)),
        run(2, "tensor<2x4xi64>", "tensor<4x2xi64>", op + groups("[[0, 1]]", 1, 2) + "}>", 2, 4));
  }

  @Test
  void broadcastsFromTheFirstOfAGroup() {
    String op = "collective_broadcast\"(%x) <{" + groups("[[2, 1]]", 1, 2) + "}>";
    assertEquals(
        List.of(List.of(0L, 0L), List.of(5L, 6L), List.of(5L, 6L), List.of(0L, 0L)),
        run(4, "tensor<1x2xi64>", "tensor<1x2xi64>", op, 1, 2));
  }

  @Test
  void permutesAlongPairs() {
    String op =
        "collective_permute\"(%x) <{source_target_pairs = dense<[[0, 1], [1, 2]]>"
            + " : tensor<2x2xi64>}>";
    assertEquals(
        List.of(List.of(0L, 0L), List.of(1L, 2L), List.of(3L, 4L)),
        run(3, "tensor<2xi64>", "tensor<2xi64>", op, 2));
  }

  @Test
  void foldsForTheRootOnly() {
    String op = "collective_reduce\"(%x) <{" + groups("[[1, 0]]", 1, 2) + "}>" + SUM;
    assertEquals(
        List.of(List.of(0L, 0L), List.of(4L, 6L), List.of(0L, 0L)),
        run(3, "tensor<2xi64>", "tensor<2xi64>", op, 2));
  }

  @Test
  void operandsMayNameTheirRoots() {
    String text =
        """
        func.func @main(%x: tensor<i64>) -> (tensor<i64>, tensor<i64>) {
          %roots = stablehlo.constant dense<[1, 0]> : tensor<2xi32>
          %0:2 = "stablehlo.collective_broadcast"(%x, %x, %roots) <{has_dynamic_root,
            replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>}>
            : (tensor<i64>, tensor<i64>, tensor<2xi32>) -> (tensor<i64>, tensor<i64>)
          return %0#0, %0#1 : tensor<i64>, tensor<i64>
        }
        """;
    var results =
        Interpreter.runReplicas(
            StableHloReader.read(text),
            List.of(
                List.of(Literal.scalar(ElementType.S64, 5)),
                List.of(Literal.scalar(ElementType.S64, 7))));
    for (List<Literal> each : results) {
      assertEquals(List.of(7L, 5L), each.stream().map(literal -> literal.longAt(0)).toList());
    }
  }

  @Test
  void scattersWhatIsFolded() {
    String op =
        "reduce_scatter\"(%x) <{scatter_dimension = 1 : i64, "
            + groups("[[0, 1]]", 1, 2)
            + "}>"
            + SUM;
    assertEquals(
        List.of(List.of(10L, 12L, 18L, 20L), List.of(14L, 16L, 22L, 24L)),
        run(2, "tensor<2x4xi64>", "tensor<2x2xi64>", op, 2, 4));
  }

  @Test
  void refusesGroupsForOtherNumbersOfReplicas() {
    String op = "all_reduce\"(%x) <{" + groups("[[0, 1]]", 1, 2) + "}>" + SUM;
    assertRefused(
        "all_reduce requires groups of all 3 replicas, got [[0, 1]]",
        () -> run(3, "tensor<2xi64>", "tensor<2xi64>", op, 2));
    assertRefused(
        "all_reduce requires groups of all 1 process, got [[0, 1]]",
        () -> run(1, "tensor<2xi64>", "tensor<2xi64>", op, 2));
    String permute =
        "collective_permute\"(%x) <{source_target_pairs = dense<[[0, 2]]> : tensor<1x2xi64>}>";
    assertRefused(
        "collective_permute requires groups of 2 replicas, got [[0, 2]]",
        () -> run(2, "tensor<2xi64>", "tensor<2xi64>", permute, 2));
  }

  @Test
  void refusesReplicasThatWouldWaitForEachOther() {
    String text =
        """
        func.func @main() -> tensor<i64> {
          %id = stablehlo.replica_id : tensor<ui32>
          %zero = stablehlo.constant dense<0> : tensor<ui32>
          %x = stablehlo.constant dense<5> : tensor<i64>
          %first = stablehlo.compare EQ, %id, %zero : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
          %r = "stablehlo.if"(%first) ({
            %y = "stablehlo.cross-replica-sum"(%x) <{
              replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>}> : (tensor<i64>) -> tensor<i64>
            stablehlo.return %y : tensor<i64>
          }, {
            stablehlo.return %x : tensor<i64>
          }) : (tensor<i1>) -> tensor<i64>
          return %r : tensor<i64>
        }
        """;
    assertRefused(
        "all_reduce requires all replicas of the group [0, 1] to come to it together, got only the"
            + " replicas [0]",
        () -> Interpreter.runReplicas(StableHloReader.read(text), List.of(List.of(), List.of())));
  }

  @Test
  void compositesAreTheirDecompositions() {
    String text =
        """
        func.func @main(%x: tensor<i64>) -> tensor<i64> {
          %r = stablehlo.composite "my.two_more" %x {
            composite_attributes = {n = 2 : i64}, decomposition = @more, version = 3 : i32
          } : (tensor<i64>) -> tensor<i64>
          return %r : tensor<i64>
        }
        func.func private @more(%x: tensor<i64>) -> tensor<i64> {
          %two = stablehlo.constant dense<2> : tensor<i64>
          %r = stablehlo.add %x, %two : tensor<i64>
          return %r : tensor<i64>
        }
        """;
    Program program = StableHloReader.read(text);
    Verifier.requireValid(program);
    List<Literal> arguments = List.of(Literal.scalar(ElementType.S64, 1));
    assertEquals(3, Interpreter.run(program, arguments).getFirst().longAt(0));
    Program lost = StableHloReader.read(text.replace("= @more", "= @less"));
    assertEquals(
        "composite requires a function of the program, got @less",
        Verifier.verify(lost).getFirst().message());
  }

  private static final String RING =
      """
      func.func @main() -> (tensor<ui32>, tensor<ui32>) {
        %id = stablehlo.replica_id : tensor<ui32>
        %token = stablehlo.create_token : !stablehlo.token
        %0 = "stablehlo.send"(%id, %token) <{
          channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>,
          source_target_pairs = dense<[[0, 1], [1, 0]]> : tensor<2x2xi64>
        }> : (tensor<ui32>, !stablehlo.token) -> !stablehlo.token
        %1:2 = "stablehlo.recv"(%0) <{
          channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>,
          source_target_pairs = dense<[[0, 1], [1, 0]]> : tensor<2x2xi64>
        }> : (!stablehlo.token) -> (tensor<ui32>, !stablehlo.token)
        %2 = "stablehlo.async_start"(%id) ({
        ^bb0(%x: tensor<ui32>):
          %y = "stablehlo.cross-replica-sum"(%x) <{
            replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>}> : (tensor<ui32>) -> tensor<ui32>
          stablehlo.return %y : tensor<ui32>
        }) : (tensor<ui32>) -> !stablehlo.future<tensor<ui32>>
        %3 = "stablehlo.async_done"(%2) : (!stablehlo.future<tensor<ui32>>) -> tensor<ui32>
        return %1#0, %3 : tensor<ui32>, tensor<ui32>
      }
      """;

  @Test
  void replicasSendEachOtherTensors() {
    var results =
        Interpreter.runReplicas(StableHloReader.read(RING), List.of(List.of(), List.of()));
    assertEquals(
        List.of(List.of(1L, 1L), List.of(0L, 1L)),
        results.stream()
            .map(each -> each.stream().map(literal -> literal.longAt(0)).toList())
            .toList());
  }

  @Test
  void refusesToReceiveWhatNobodyHasSent() {
    assertRefused(
        "recv requires something that was sent before along channel 1 to replica 0, got nothing",
        () ->
            Interpreter.runReplicas(
                StableHloReader.read(RING.replaceFirst("\\[1, 0\\]", "[1, 2]")),
                List.of(List.of(), List.of())));
  }
}

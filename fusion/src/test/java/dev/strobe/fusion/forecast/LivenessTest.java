package dev.strobe.fusion.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Lifetimes that can be told without a program, over nodes, calls and nested regions.
class LivenessTest {
  private static final String VALUE = "tensor<16xf32>";

  @Test
  void aValueOfAChainLivesUntilTheNextIsMade() {
    StringBuilder text = new StringBuilder("func.func @main(%v0: T) -> T {\n");
    for (int i = 1; i <= 5; i++) {
      text.append("%v").append(i).append(" = stablehlo.negate %v").append(i - 1).append(" : T\n");
    }
    text.append("return %v5 : T\n}");
    List<Buffer> buffers = Liveness.of(read(text.toString()));
    IntStream.range(0, 5)
        .forEach(
            i -> {
              assertEquals(i, buffers.get(i).lower());
              assertEquals(i == 4 ? 5 : i + 2, buffers.get(i).upper());
              assertEquals(64, buffers.get(i).size());
            });
  }

  @Test
  void anEarlyResultLivesUntilTheEnd() {
    String text =
        """
        func.func @main(%x: T) -> (T, T) {
          %a = stablehlo.negate %x : T
          %b = stablehlo.negate %x : T
          %c = stablehlo.negate %b : T
          return %a, %c : T, T
        }
        """;
    assertEquals(List.of("0-3", "1-3", "2-3"), lives(text));
  }

  @Test
  void aFunctionThatIsCalledTwiceLivesTwice() {
    String text =
        """
        func.func @main(%x: T) -> T {
          %a = call @twice(%x) : (T) -> T
          %b = call @twice(%a) : (T) -> T
          return %b : T
        }
        func.func private @twice(%x: T) -> T {
          %y = stablehlo.negate %x : T
          %z = stablehlo.add %y, %x : T
          return %z : T
        }
        """;
    assertEquals(List.of("0-2", "1-4", "2-4", "3-4"), lives(text));
  }

  @Test
  void whatALoopCarriesAndCapturesLivesUntilItEnds() {
    String text =
        """
        func.func @main(%x: T) -> T {
          %outer = stablehlo.negate %x : T
          %start = stablehlo.abs %x : T
          %r = stablehlo.while(%i = %start) : T
          cond {
            %t = stablehlo.constant dense<true> : tensor<i1>
            stablehlo.return %t : tensor<i1>
          } do {
            %n = stablehlo.add %i, %outer : T
            %m = stablehlo.negate %n : T
            stablehlo.return %m : T
          }
          %s = stablehlo.negate %r : T
          return %s : T
        }
        """;
    // outer 0, start 1, the loop opens at 2, t 3, n 4, m 5, it ends at 6, s 7.
    assertEquals(List.of("0-7", "1-3", "2-8", "3-7", "4-6", "5-7", "7-8"), lives(text));
  }

  @Test
  void branchesLiveOneAfterTheOther() {
    String text =
        """
        func.func @main(%p: tensor<i1>, %x: T) -> T {
          %r = "stablehlo.if"(%p) ({
            %a = stablehlo.negate %x : T
            %b = stablehlo.abs %a : T
            stablehlo.return %b : T
          }, {
            %c = stablehlo.tanh %x : T
            stablehlo.return %c : T
          }) : (tensor<i1>) -> T
          return %r : T
        }
        """;
    // The op opens at 0 and ends at 4.
    assertEquals(List.of("1-3", "2-5", "3-5", "4-5"), lives(text));
  }

  private static ImmutableList<String> lives(String text) {
    return Liveness.of(read(text)).stream()
        .map(buffer -> buffer.lower() + "-" + buffer.upper())
        .collect(ImmutableList.toImmutableList());
  }

  private static Program read(String text) {
    return StableHloReader.read(text.replaceAll("\\bT\\b", VALUE));
  }
}

package dev.strobe.fusion.forecast;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Program;
import java.util.List;
import java.util.stream.IntStream;

/// When each value of a program lives, if each has memory of its own.
///
/// Time is the place among the program's ops, with calls inlined and the bodies of loops and
/// branches where their op is. What a loop carries, and what a body takes from outside, lives until
/// the loop or branch ends; results of the entry function live until the end. Parameters of the
/// entry function are the caller's and not listed.
public final class Liveness {
  private Liveness() {}

  /// The buffers of a program of static shapes, in the order in which they are needed.
  public static ImmutableList<Buffer> of(Program program) {
    FlatProgram flat = FlatProgram.of(program);
    List<Step> steps = flat.steps();
    int[] lastRead = new int[flat.valueCount()];
    for (int at = 0; at < steps.size(); at++) {
      int step = at;
      steps.get(at).results().forEach(value -> lastRead[value] = step);
      steps.get(at).operands().forEach(value -> lastRead[value] = step);
    }
    flat.results().forEach(value -> lastRead[value] = steps.size() - 1);
    return IntStream.range(0, steps.size())
        .boxed()
        .flatMap(
            at ->
                steps.get(at).results().stream()
                    .mapToObj(value -> buffer(flat, at, value, lastRead[value] + 1)))
        .collect(toImmutableList());
  }

  private static Buffer buffer(FlatProgram flat, int at, int value, int end) {
    return new Buffer(flat.name(at, value), at, end, DeviceSize.of(flat.type(value)));
  }
}

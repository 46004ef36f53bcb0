package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.Arrays;
import java.util.List;

/// Convolutions by the names that `src/test/oracle/numeric.py` gives them: axes such as
/// `b01f_01io_b01f`, then a number for each spatial axis of strides, padding before and after,
/// dilations and reversal, then the groups and the result's element type.
final class Convolutions {
  private Convolutions() {}

  static Op parse(String[] name, List<Value> x) {
    String[] axes = name[1].split("_", -1);
    var numbers =
        new ConvolutionOp.DimensionNumbers(
            axes(axes[0]),
            new ConvolutionOp.KernelAxes(
                axes[1].indexOf('i'), axes[1].indexOf('o'), spatial(axes[1])),
            axes(axes[2]));
    var window =
        new ConvolutionOp.Window(
            longs(name[2]),
            longs(name[3]),
            longs(name[4]),
            longs(name[5]),
            longs(name[6]),
            longs(name[7]).stream().mapToObj(v -> v == 1).collect(ImmutableList.toImmutableList()));
    ElementType element = ElementType.ofText(name[10]).orElseThrow();
    var options =
        new ConvolutionOp.Options(
            Long.parseLong(name[8]),
            Long.parseLong(name[9]),
            DotGeneralOp.Precision.HIGHEST,
            element);
    return new ConvolutionOp(x.get(0), x.get(1), window, numbers, options);
  }

  private static ConvolutionOp.Axes axes(String names) {
    return new ConvolutionOp.Axes(names.indexOf('b'), names.indexOf('f'), spatial(names));
  }

  private static ImmutableLongArray spatial(String names) {
    return ImmutableLongArray.copyOf(
        names.chars().filter(Character::isDigit).sorted().mapToLong(names::indexOf));
  }

  private static ImmutableLongArray longs(String field) {
    return field.isEmpty()
        ? ImmutableLongArray.of()
        : ImmutableLongArray.copyOf(Arrays.stream(field.split("_", -1)).mapToLong(Long::parseLong));
  }
}

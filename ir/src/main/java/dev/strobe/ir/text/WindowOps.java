package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.Window;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What forms of ops that move windows over a tensor mean.
final class WindowOps {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "stablehlo.reduce_window", WindowOps::reduceWindow,
          "stablehlo.select_and_scatter", WindowOps::selectAndScatter);

  private WindowOps() {}

  private static Op reduceWindow(OpForm form) {
    int inputs = form.operands().size() / 2;
    form.requireOperands(2 * inputs);
    ImmutableLongArray sizes = form.properties().longs("window_dimensions");
    return new ReduceWindowOp(
        form.operands().subList(0, inputs), form.from(inputs), window(form, sizes), form.region());
  }

  private static Op selectAndScatter(OpForm form) {
    form.requireOperands(3);
    ImmutableList<Region> bodies = form.requireRegions(2);
    Optional<ImmutableLongArray> sizes =
        form.properties().take("window_dimensions").map(Attribute::longs);
    int rank = form.operand(0).tensor().rank();
    return new SelectAndScatterOp(
        form.operand(0),
        form.operand(1),
        form.operand(2),
        window(form, sizes.orElse(same(rank, 1))),
        new SelectAndScatterOp.Bodies(bodies.get(0), bodies.get(1)));
  }

  /// What is left out is one step, no dilation and no padding.
  private static Window window(OpForm form, ImmutableLongArray sizes) {
    int rank = sizes.length();
    AttributeDictionary properties = form.properties();
    ImmutableLongArray padding = padding(form.head(), properties.take("padding"), rank);
    return new Window(
        sizes,
        steps(properties, "window_strides", rank),
        steps(properties, "base_dilations", rank),
        steps(properties, "window_dilations", rank),
        every(padding, 0),
        every(padding, 1));
  }

  /// Pairs of padding, the low and the high one of each of so many axes; none where none is
  /// written.
  static ImmutableLongArray padding(OpForm.Head head, Optional<Attribute> written, int rank) {
    ImmutableLongArray padding = written.map(WindowOps::pairs).orElse(same(2 * rank, 0));
    if (padding.length() != 2 * rank) {
      throw head.fail(rank + " pairs of padding", padding.length() + " numbers");
    }
    return padding;
  }

  /// `dense<[[1, 1], [0, 0]]> : tensor<2x2xi64>` or only the brackets.
  private static ImmutableLongArray pairs(Attribute attribute) {
    if (attribute.text().startsWith("dense")) {
      return attribute.longs();
    }
    return attribute.read(
        cursor -> {
          ImmutableLongArray.Builder all = ImmutableLongArray.builder();
          cursor.list("[", "]", c -> c.list("[", "]", Cursor::integer)).forEach(all::addAll);
          return all.build();
        });
  }

  /// Strides or dilations, one where none is written.
  static ImmutableLongArray steps(AttributeDictionary properties, String name, int rank) {
    return properties.take(name).map(Attribute::longs).orElse(same(rank, 1));
  }

  private static ImmutableLongArray same(int count, long value) {
    return ImmutableLongArray.copyOf(LongStream.generate(() -> value).limit(count));
  }

  /// Every second number, of pairs the first or the second ones.
  static ImmutableLongArray every(ImmutableLongArray pairs, int first) {
    ImmutableLongArray.Builder half = ImmutableLongArray.builder();
    for (int i = first; i < pairs.length(); i += 2) {
      half.add(pairs.get(i));
    }
    return half.build();
  }
}

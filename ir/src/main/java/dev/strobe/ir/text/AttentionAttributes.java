package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionLayout;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.AttentionOp.Masking;
import dev.strobe.ir.op.AttentionOp.Scaling;
import dev.strobe.ir.op.AttentionOp.Softcap;
import dev.strobe.ir.op.DotGeneralOp;

/// What the attributes of attention look like.
///
/// The axes of a product are one list: those of both sides side by side, then those summed over.
final class AttentionAttributes {
  private AttentionAttributes() {}

  static String text(AttentionOp op) {
    AttentionOp.Form form = op.form();
    AttentionLayout layout = op.layout();
    return ("{scaling = %s, scale = %s, %smasking = %s, hidden = %s, guarded = %s, precision = %s,"
            + " accumulation = %s, normalisation = %s, product = %s, shape = %s, mask_axes = %s,"
            + " mix = %s, values_first = %s}")
        .formatted(
            CompositeAttributes.name(form.scaling()),
            CompositeAttributes.real(form.scale()),
            form.softcap().map(AttentionAttributes::text).orElse(""),
            CompositeAttributes.name(form.masking()),
            CompositeAttributes.real(form.hidden()),
            form.guarded(),
            CompositeAttributes.name(form.precision()),
            form.accumulation().text(),
            form.normalisation().text(),
            CompositeAttributes.longs(axes(layout.product())),
            CompositeAttributes.longs(layout.shape()),
            CompositeAttributes.longs(layout.maskAxes()),
            CompositeAttributes.longs(axes(layout.mix())),
            layout.valuesFirst());
  }

  private static String text(Softcap softcap) {
    return "softcap = %s, softcap_divides = %s, "
        .formatted(CompositeAttributes.real(softcap.cap()), softcap.divides());
  }

  private static ImmutableLongArray axes(DotGeneralOp.Dimensions dimensions) {
    return ImmutableLongArray.builder()
        .addAll(dimensions.lhsBatching())
        .addAll(dimensions.rhsBatching())
        .addAll(dimensions.lhsContracting())
        .addAll(dimensions.rhsContracting())
        .build();
  }

  static AttentionOp read(ImmutableList<Value> x, AttributeDictionary attributes) {
    AttentionOp.Form form =
        new AttentionOp.Form(
            CompositeAttributes.constant(attributes, "scaling", Scaling.values()),
            CompositeAttributes.real(attributes, "scale"),
            attributes
                .take("softcap")
                .map(value -> value.real(ElementType.F64))
                .map(cap -> new Softcap(cap, attributes.flag("softcap_divides"))),
            CompositeAttributes.constant(attributes, "masking", Masking.values()),
            CompositeAttributes.real(attributes, "hidden"),
            attributes.flag("guarded"),
            CompositeAttributes.precision(attributes),
            CompositeAttributes.element(attributes, "accumulation"),
            CompositeAttributes.element(attributes, "normalisation"));
    AttentionLayout layout =
        new AttentionLayout(
            axes(attributes, "product"),
            attributes.longs("shape"),
            attributes.longs("mask_axes"),
            axes(attributes, "mix"),
            attributes.flag("values_first"));
    return AttentionOp.of(x, form, layout);
  }

  private static DotGeneralOp.Dimensions axes(AttributeDictionary attributes, String name) {
    ImmutableLongArray axes = attributes.longs(name);
    int batching = Math.max(0, axes.length() / 2 - 1);
    int summed = Math.min(axes.length(), 2 * batching);
    int last = Math.min(axes.length(), summed + 1);
    return new DotGeneralOp.Dimensions(
        axes.subArray(0, batching),
        axes.subArray(batching, summed),
        axes.subArray(summed, last),
        axes.subArray(last, axes.length()));
  }
}

package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Layer norm along the last axis: `c / sqrt(mean(c^2) + epsilon) * weight + bias` where `c = x -
/// mean(x)`.
///
/// Source: arXiv 1607.06450.
///
/// @param x `[..., width]`
/// @param weight `[width]`
/// @param bias `[width]`, if there is one
public record LayerNormOp(Value x, Value weight, Optional<Value> bias, double epsilon, Mean mean)
    implements CompositeOp {
  public LayerNormOp {
    LastAxis.require("strobe.layer_norm", x.tensor());
    LastAxis.requireVector("strobe.layer_norm", x.tensor(), weight);
    bias.ifPresent(vector -> LastAxis.requireVector("strobe.layer_norm", x.tensor(), vector));
  }

  @Override
  public String compositeName() {
    return "strobe.layer_norm";
  }

  @Override
  public ImmutableList<Value> operands() {
    return Stream.concat(Stream.of(x, weight), bias.stream())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public TensorType type() {
    return x.tensor();
  }

  @Override
  public LayerNormOp withOperands(List<Value> operands) {
    return of(operands, epsilon, mean);
  }

  /// From x, the weight and possibly the bias in one list.
  public static LayerNormOp of(List<Value> operands, double epsilon, Mean mean) {
    return new LayerNormOp(
        operands.get(0), operands.get(1), operands.stream().skip(2).findFirst(), epsilon, mean);
  }

  @Override
  public Value expand(GraphBuilder b) {
    LastAxis axis = new LastAxis(b, type());
    Value centred = b.subtract(x, axis.along(axis.mean(x, mean)));
    Value variance = axis.mean(b.multiply(centred, centred), mean);
    Value normed = b.multiply(centred, axis.along(axis.inverseRoot(variance, epsilon)));
    Value scaled = b.multiply(normed, axis.across(weight));
    return bias.isPresent() ? b.add(scaled, axis.across(bias.get())) : scaled;
  }
}

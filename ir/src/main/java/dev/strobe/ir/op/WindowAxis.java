package dev.strobe.ir.op;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TensorType;

/// Windows along one axis.
///
/// @param size elements of a window
/// @param stride steps between windows
/// @param baseDilation steps between elements of the axis
/// @param windowDilation steps between elements of a window
public record WindowAxis(
    long size, long stride, long baseDilation, long windowDilation, Padding padding) {
  /// Elements before and behind an axis, taken away where negative.
  public record Padding(long low, long high) {}

  /// How many windows fit on an axis of that many elements; not known where a size is not.
  long count(long elements) {
    if (elements == TensorType.DYNAMIC || size == TensorType.DYNAMIC) {
      return TensorType.DYNAMIC;
    }
    try {
      long dilated = dilated(elements, baseDilation);
      long padded = Math.addExact(Math.addExact(dilated, padding.low), padding.high);
      long extent = dilated(size, windowDilation);
      return padded <= 0 || extent > padded ? 0 : (padded - extent) / stride + 1;
    } catch (ArithmeticException e) {
      throw new InvalidOpException("a window requires less than 2^63 places a side", e);
    }
  }

  private static long dilated(long size, long dilation) {
    return size == 0 ? 0 : Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
  }

  /// The element that lies under one of a window's, of as many as the axis has; negative where
  /// there is padding.
  public long under(long window, long within, long elements) {
    long at = window * stride + within * windowDilation - padding.low;
    boolean onElement = at % baseDilation == 0;
    return onElement && at >= 0 && at / baseDilation < elements ? at / baseDilation : -1;
  }
}

package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.runtime.checkpoint.Dequantizer;
import dev.strobe.runtime.checkpoint.PackedRows;
import dev.strobe.runtime.checkpoint.TensorEncoding;
import dev.strobe.runtime.checkpoint.TensorEntry;
import dev.strobe.runtime.device.HostBlock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongUnaryOperator;

/// What a weight is made from: a tensor, the order in which its rows are taken, a number added to
/// every element, and what becomes of the rows.
record WeightSource(TensorEntry tensor, int rotaryHeads, float addend, Form form) {
  /// Elements in one part, so that big tables do not keep one thread busy at the end.
  private static final long PART = 4 << 20;

  /// Elements that are decoded at a time on their way to another type.
  private static final long SCRATCH = 1 << 16;

  /// What is kept of decoded rows.
  enum Form {
    ELEMENTS(ElementType.F32, ElementType.BF16),
    ROW_CODES(ElementType.S8),
    ROW_SCALES(ElementType.F32);

    private final ImmutableSet<ElementType> elements;

    Form(ElementType... elements) {
      this.elements = ImmutableSet.copyOf(elements);
    }

    ImmutableSet<ElementType> elements() {
      return elements;
    }
  }

  static WeightSource of(TensorEntry tensor) {
    return new WeightSource(tensor, 0, 0, Form.ELEMENTS);
  }

  WeightSource unpermuted(int heads) {
    return new WeightSource(asRows(tensor), heads, addend, form);
  }

  WeightSource plusOne() {
    return new WeightSource(tensor, rotaryHeads, 1, form);
  }

  WeightSource in(Form other) {
    return new WeightSource(tensor, rotaryHeads, addend, other);
  }

  /// A vector as a column, so that its elements can be reordered like rows.
  private static TensorEntry asRows(TensorEntry tensor) {
    return tensor.dims().length() != 1
        ? tensor
        : new TensorEntry(
            tensor.name(),
            ImmutableLongArray.of(tensor.dims().get(0), 1),
            tensor.encoding(),
            tensor.data());
  }

  /// Whether a device can read the file's own bytes.
  boolean isInPlace(ElementType element) {
    return isKeptAs(element) && tensor.data().address() % HostBlock.ALIGNMENT == 0;
  }

  /// Whether the file's own bytes are the weight's.
  boolean isKeptAs(ElementType element) {
    TensorEncoding own = element == ElementType.BF16 ? TensorEncoding.BF16 : TensorEncoding.F32;
    return form == Form.ELEMENTS && rotaryHeads == 0 && addend == 0 && tensor.encoding() == own;
  }

  /// Work that fills a target with elements of a type.
  ImmutableList<Runnable> parts(ElementType element, MemorySegment target) {
    ImmutableList.Builder<Runnable> parts = ImmutableList.builder();
    long rows = tensor.rows();
    long rowsInPart = Math.max(1, PART / Math.max(1, tensor.rowElements()));
    for (long first = 0; first < rows; first += rowsInPart) {
      long from = first;
      long count = Math.min(rowsInPart, rows - first);
      parts.add(() -> fill(from, count, element, target));
    }
    return parts.build();
  }

  private void fill(long first, long count, ElementType element, MemorySegment target) {
    if (form == Form.ELEMENTS && element == ElementType.F32) {
      long rowBytes = tensor.rowElements() * Float.BYTES;
      decode(first, target.asSlice(first * rowBytes, count * rowBytes));
      return;
    }
    int width = Math.toIntExact(tensor.rowElements());
    int rowsAtOnce = (int) Math.clamp(SCRATCH / Math.max(1, width), 1, count);
    float[] values = new float[rowsAtOnce * width];
    PackedRows packed = packed(width, target);
    for (long row = first; row < first + count; row += rowsAtOnce) {
      int rows = (int) Math.min(rowsAtOnce, first + count - row);
      decode(row, MemorySegment.ofArray(values).asSlice(0, (long) rows * width * Float.BYTES));
      packed.write(values, row, rows);
    }
  }

  private PackedRows packed(int width, MemorySegment target) {
    return switch (form) {
      case ELEMENTS -> new PackedRows.Bf16(width, target);
      case ROW_CODES -> new PackedRows.Codes(width, target);
      case ROW_SCALES -> new PackedRows.Scales(width, target);
    };
  }

  /// Decodes as many rows as a part of memory holds in f32.
  private void decode(long firstRow, MemorySegment part) {
    if (rotaryHeads == 0) {
      Dequantizer.decode(
          tensor, firstRow * tensor.rowElements(), part.byteSize() / Float.BYTES, part);
    } else {
      Dequantizer.decodeRows(tensor, firstRow, rotaryOrder(tensor.rows(), rotaryHeads), part);
    }
    if (addend != 0) {
      add(part, addend);
    }
  }

  /// Row i of a head's first half is row 2i of the file's head, row i of the second is 2i + 1.
  private static LongUnaryOperator rotaryOrder(long rows, int heads) {
    long size = rows / heads;
    long half = size / 2;
    return row -> {
      long within = row % size;
      long pair = within % half;
      return row - within + 2 * pair + (within < half ? 0 : 1);
    };
  }

  private static void add(MemorySegment part, float addend) {
    for (long at = 0; at < part.byteSize(); at += Float.BYTES) {
      float value = part.get(ValueLayout.JAVA_FLOAT, at);
      part.set(ValueLayout.JAVA_FLOAT, at, value + addend);
    }
  }
}

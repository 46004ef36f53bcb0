package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.models.WeightExpression;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.CheckpointException;
import dev.strobe.runtime.checkpoint.Dequantizer;
import dev.strobe.runtime.checkpoint.TensorEncoding;
import dev.strobe.runtime.checkpoint.TensorEntry;
import dev.strobe.runtime.device.HostBlock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/// Evaluates weight expressions to f32 in native memory that a CPU device can use in place.
///
/// What the file holds as f32 at an aligned address is used where it is; the rest goes into one
/// block, and the work is cut into parts of rows for several threads.
final class WeightLoader {
  /// Elements in one part, so that big tables do not keep one thread busy at the end.
  private static final long PART = 4 << 20;

  private final Checkpoint checkpoint;
  private final Map<String, TensorType> types;
  private final Map<String, Source> sources = new LinkedHashMap<>();

  private WeightLoader(Checkpoint checkpoint, Map<String, TensorType> types) {
    this.checkpoint = checkpoint;
    this.types = types;
  }

  /// Where a weight's elements are, dense and row-major.
  record Place(HostBlock block, long offset) {}

  /// Where each weight lies, by parameter name, and the work that fills the blocks: all parts have
  /// to be run, in any order, by any thread. The blocks are the caller's to close, before the
  /// checkpoint.
  record Plan(
      ImmutableMap<String, Place> places,
      ImmutableList<HostBlock> blocks,
      ImmutableList<Runnable> parts) {}

  /// Bytes that a block for these weights needs, if none is used in place.
  static long blockBytes(Map<String, TensorType> types) {
    return types.values().stream().mapToLong(type -> aligned(type.byteSize())).sum();
  }

  /// Plans all weights. Nothing is allocated when it fails.
  ///
  /// @param types of the weight parameters by name
  static Plan plan(
      Checkpoint checkpoint,
      Map<String, WeightExpression> expressions,
      Map<String, TensorType> types) {
    WeightLoader loader = new WeightLoader(checkpoint, types);
    for (Map.Entry<String, TensorType> weight : types.entrySet()) {
      WeightExpression expression = expressions.get(weight.getKey());
      if (expression == null) {
        throw new CheckpointException(
            checkpoint.path() + " requires a tensor for weight " + weight.getKey() + ", got none");
      }
      Source source = loader.source(expression);
      loader.requireShape(
          weight.getKey(), checkpoint.tensor(source.tensor().name()), weight.getValue());
      loader.sources.put(weight.getKey(), source);
    }
    return loader.placed();
  }

  private Plan placed() {
    ImmutableMap.Builder<String, Place> places = ImmutableMap.builder();
    ImmutableList.Builder<HostBlock> blocks = ImmutableList.builder();
    ImmutableList.Builder<Runnable> parts = ImmutableList.builder();
    Map<String, TensorType> copied = Maps.filterKeys(types, name -> !source(name).isInPlace());
    HostBlock filled = HostBlock.allocate(blockBytes(copied));
    blocks.add(filled);
    long offset = 0;
    for (Map.Entry<String, TensorType> weight : types.entrySet()) {
      Source source = source(weight.getKey());
      long bytes = weight.getValue().byteSize();
      if (source.isInPlace()) {
        HostBlock mapped = HostBlock.over(source.tensor().data());
        blocks.add(mapped);
        places.put(weight.getKey(), new Place(mapped, 0));
      } else {
        source.addParts(parts, filled.segment().asSlice(offset, bytes));
        places.put(weight.getKey(), new Place(filled, offset));
        offset += aligned(bytes);
      }
    }
    return new Plan(places.buildOrThrow(), blocks.build(), parts.build());
  }

  private Source source(String name) {
    return Objects.requireNonNull(sources.get(name));
  }

  private static long aligned(long bytes) {
    return Math.ceilDiv(bytes, HostBlock.ALIGNMENT) * HostBlock.ALIGNMENT;
  }

  /// A tensor, the order in which its rows are taken, and a number added to every element.
  private record Source(TensorEntry tensor, int rotaryHeads, float addend) {
    /// Whether a device can read the file's own bytes.
    boolean isInPlace() {
      return rotaryHeads == 0
          && addend == 0
          && tensor.encoding() == TensorEncoding.F32
          && tensor.data().address() % HostBlock.ALIGNMENT == 0;
    }

    void addParts(ImmutableList.Builder<Runnable> parts, MemorySegment target) {
      long rows = tensor.rows();
      long rowsInPart = Math.max(1, PART / Math.max(1, tensor.rowElements()));
      for (long first = 0; first < rows; first += rowsInPart) {
        long from = first;
        long count = Math.min(rowsInPart, rows - first);
        parts.add(() -> decode(from, count, target));
      }
    }

    private void decode(long firstRow, long count, MemorySegment target) {
      long rowBytes = tensor.rowElements() * Float.BYTES;
      MemorySegment part = target.asSlice(firstRow * rowBytes, count * rowBytes);
      if (rotaryHeads == 0) {
        long width = tensor.rowElements();
        Dequantizer.decode(tensor, firstRow * width, count * width, part);
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

  private Source source(WeightExpression expression) {
    return switch (expression) {
      case WeightExpression.Tensor(String name) -> new Source(checkpoint.tensor(name), 0, 0);
      case WeightExpression.UnpermuteRotary(WeightExpression input, int heads) ->
          new Source(asRows(source(input).tensor()), heads, source(input).addend());
      case WeightExpression.AddOne(WeightExpression input) ->
          new Source(source(input).tensor(), source(input).rotaryHeads(), 1);
    };
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

  private void requireShape(String name, TensorEntry tensor, TensorType type) {
    ImmutableLongArray dims = tensor.dims();
    if (!dims.equals(type.dims())) {
      throw new CheckpointException(
          "%s requires %s for weight %s, got %s in tensor %s"
              .formatted(checkpoint.path(), type.dims(), name, dims, tensor.name()));
    }
    if (type.element() != ElementType.F32) {
      throw new CheckpointException(
          "weights require element type f32, got " + type.element() + " for " + name);
    }
  }
}

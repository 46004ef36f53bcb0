package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.TensorType;
import dev.strobe.models.WeightExpression;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.CheckpointException;
import dev.strobe.runtime.checkpoint.TensorEntry;
import dev.strobe.runtime.device.HostBlock;
import dev.strobe.runtime.engine.WeightSource.Form;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Evaluates weight expressions in native memory that a CPU device can use in place.
///
/// What the file holds in the weight's type at an aligned address is used where it is; the rest
/// goes into one block, and the work is cut into parts of rows for several threads.
final class WeightLoader {
  private final Checkpoint checkpoint;
  private final Map<String, TensorType> types;
  private final Map<String, WeightSource> sources = new LinkedHashMap<>();

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
      WeightSource source = loader.source(expression);
      loader.requireShape(weight.getKey(), source, weight.getValue());
      loader.sources.put(weight.getKey(), source);
    }
    return loader.placed();
  }

  private Plan placed() {
    ImmutableMap.Builder<String, Place> places = ImmutableMap.builder();
    ImmutableList.Builder<HostBlock> blocks = ImmutableList.builder();
    ImmutableList.Builder<Runnable> parts = ImmutableList.builder();
    Map<String, TensorType> copied =
        Maps.filterEntries(
            types, weight -> !source(weight.getKey()).isInPlace(weight.getValue().element()));
    HostBlock filled = HostBlock.allocate(blockBytes(copied));
    blocks.add(filled);
    long offset = 0;
    for (Map.Entry<String, TensorType> weight : types.entrySet()) {
      WeightSource source = source(weight.getKey());
      long bytes = weight.getValue().byteSize();
      if (source.isInPlace(weight.getValue().element())) {
        HostBlock mapped = HostBlock.over(source.tensor().data());
        blocks.add(mapped);
        places.put(weight.getKey(), new Place(mapped, 0));
      } else {
        MemorySegment target = filled.segment().asSlice(offset, bytes);
        parts.addAll(source.parts(weight.getValue().element(), target));
        places.put(weight.getKey(), new Place(filled, offset));
        offset += aligned(bytes);
      }
    }
    return new Plan(places.buildOrThrow(), blocks.build(), parts.build());
  }

  private WeightSource source(String name) {
    return Objects.requireNonNull(sources.get(name));
  }

  private static long aligned(long bytes) {
    return Math.ceilDiv(bytes, HostBlock.ALIGNMENT) * HostBlock.ALIGNMENT;
  }

  private WeightSource source(WeightExpression expression) {
    return switch (expression) {
      case WeightExpression.Tensor(String name) -> WeightSource.of(checkpoint.tensor(name));
      case WeightExpression.UnpermuteRotary(WeightExpression input, int heads) ->
          source(input).unpermuted(heads);
      case WeightExpression.AddOne(WeightExpression input) -> source(input).plusOne();
      case WeightExpression.RowCodes(WeightExpression input) -> source(input).in(Form.ROW_CODES);
      case WeightExpression.RowScales(WeightExpression input) -> source(input).in(Form.ROW_SCALES);
    };
  }

  private void requireShape(String name, WeightSource source, TensorType type) {
    TensorEntry tensor = checkpoint.tensor(source.tensor().name());
    boolean whole = source.form() != Form.ROW_SCALES;
    ImmutableLongArray dims = whole ? tensor.dims() : ImmutableLongArray.of(tensor.rows());
    if (!dims.equals(type.dims())) {
      throw new CheckpointException(
          "%s requires %s for weight %s, got %s in tensor %s"
              .formatted(checkpoint.path(), type.dims(), name, dims, tensor.name()));
    }
    if (!source.form().elements().contains(type.element())) {
      throw new CheckpointException(
          "weight %s requires elements of %s, got %s"
              .formatted(name, source.form().elements(), type.element()));
    }
  }
}

package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.fusion.MergedWeights;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.models.WeightExpression;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.CheckpointException;
import dev.strobe.runtime.checkpoint.TensorEntry;
import dev.strobe.runtime.device.HostBlock;
import dev.strobe.runtime.engine.WeightSource.Form;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Evaluates weight expressions in native memory that a CPU device can use in place.
///
/// What the file holds in the weight's type at an aligned address is used where it is; the rest
/// goes into one block, and the work is cut into parts of rows for several threads.
final class WeightLoader {
  private final Checkpoint checkpoint;
  private final Map<String, TensorType> types;
  private final Map<String, ImmutableList<WeightSource>> sources = new LinkedHashMap<>();

  private WeightLoader(Checkpoint checkpoint, Map<String, TensorType> types) {
    this.checkpoint = checkpoint;
    this.types = types;
  }

  /// Whether any matrix could be used where the file has it, if it lies well there.
  static boolean mayUseMatricesInPlace(
      Checkpoint checkpoint, Map<String, WeightExpression> expressions, ElementType element) {
    WeightLoader loader = new WeightLoader(checkpoint, Map.of());
    return expressions.values().stream()
        .map(loader::source)
        .anyMatch(source -> source.tensor().dims().length() == 2 && source.isKeptAs(element));
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
  /// @param types of the weight parameters by name; one that holds several gets their rows one
  ///   after another
  static Plan plan(
      Checkpoint checkpoint,
      Map<String, WeightExpression> expressions,
      Map<String, TensorType> types) {
    WeightLoader loader = new WeightLoader(checkpoint, types);
    for (Map.Entry<String, TensorType> weight : types.entrySet()) {
      ImmutableList<WeightSource> sources =
          MergedWeights.parts(weight.getKey()).stream()
              .map(name -> loader.source(name, expressions.get(name)))
              .collect(ImmutableList.toImmutableList());
      loader.requireShape(weight.getKey(), sources, weight.getValue());
      loader.sources.put(weight.getKey(), sources);
    }
    return loader.placed();
  }

  private WeightSource source(String name, @Nullable WeightExpression expression) {
    if (expression == null) {
      throw new CheckpointException(
          checkpoint.path() + " requires a tensor for weight " + name + ", got none");
    }
    return source(expression);
  }

  private Plan placed() {
    ImmutableMap.Builder<String, Place> places = ImmutableMap.builder();
    ImmutableList.Builder<HostBlock> blocks = ImmutableList.builder();
    ImmutableList.Builder<Runnable> parts = ImmutableList.builder();
    Map<String, TensorType> copied =
        Maps.filterEntries(types, weight -> inPlace(weight.getKey()).isEmpty());
    HostBlock filled = HostBlock.allocate(blockBytes(copied));
    blocks.add(filled);
    long offset = 0;
    for (Map.Entry<String, TensorType> weight : types.entrySet()) {
      Optional<WeightSource> own = inPlace(weight.getKey());
      if (own.isPresent()) {
        HostBlock mapped = HostBlock.over(own.get().tensor().data());
        blocks.add(mapped);
        places.put(weight.getKey(), new Place(mapped, 0));
      } else {
        long bytes = weight.getValue().byteSize();
        MemorySegment target = filled.segment().asSlice(offset, bytes);
        parts.addAll(parts(sources(weight.getKey()), weight.getValue(), target));
        places.put(weight.getKey(), new Place(filled, offset));
        offset += aligned(bytes);
      }
    }
    return new Plan(places.buildOrThrow(), blocks.build(), parts.build());
  }

  /// Work that fills a target with the rows of all sources.
  private List<Runnable> parts(List<WeightSource> all, TensorType type, MemorySegment target) {
    List<Runnable> parts = new ArrayList<>();
    long from = 0;
    for (WeightSource source : all) {
      long bytes = type.withDims(dims(source).toArray()).byteSize();
      parts.addAll(source.parts(type.element(), target.asSlice(from, bytes)));
      from += bytes;
    }
    return parts;
  }

  /// What is used where the file has it.
  private Optional<WeightSource> inPlace(String name) {
    return Optional.of(sources(name))
        .filter(all -> all.size() == 1)
        .map(List::getFirst)
        .filter(source -> source.isInPlace(Objects.requireNonNull(types.get(name)).element()));
  }

  private ImmutableList<WeightSource> sources(String name) {
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

  private void requireShape(String name, List<WeightSource> all, TensorType type) {
    List<ImmutableLongArray> dims = all.stream().map(this::dims).toList();
    if (!stacked(dims).equals(Optional.of(type.dims()))) {
      throw new CheckpointException(
          "%s requires %s for weight %s, got %s"
              .formatted(
                  checkpoint.path(),
                  type.dims(),
                  name,
                  all.stream()
                      .map(source -> dims(source) + " in tensor " + source.tensor().name())
                      .collect(Collectors.joining(", "))));
    }
    for (WeightSource source : all) {
      if (!source.form().elements().contains(type.element())) {
        throw new CheckpointException(
            "weight %s requires elements of %s, got %s"
                .formatted(name, source.form().elements(), type.element()));
      }
    }
  }

  /// The shape of rows that lie one after another.
  private static Optional<ImmutableLongArray> stacked(List<ImmutableLongArray> all) {
    ImmutableLongArray first = all.getFirst();
    if (all.size() == 1) {
      return Optional.of(first);
    }
    boolean fit = all.stream().allMatch(each -> each.length() == 2 && each.get(1) == first.get(1));
    long rows = fit ? all.stream().mapToLong(each -> each.get(0)).sum() : 0;
    return fit ? Optional.of(ImmutableLongArray.of(rows, first.get(1))) : Optional.empty();
  }

  private ImmutableLongArray dims(WeightSource source) {
    TensorEntry tensor = checkpoint.tensor(source.tensor().name());
    return source.form() == Form.ROW_SCALES ? ImmutableLongArray.of(tensor.rows()) : tensor.dims();
  }
}

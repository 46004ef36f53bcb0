package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Arithmetic and traffic of each part of the model, for an estimate of the time that it takes at
/// least.
final class LayerTable {
  /// What is known of one part.
  private static final class Layer {
    private final Map<Value, Long> reads = new HashMap<>();
    private long written;
    private int nodes;
    private long flops;
  }

  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<Value, List<String>> madeIn = new HashMap<>();

  private LayerTable() {}

  static ImmutableList<LayerRow> of(Program program) {
    Graph main = program.main();
    LayerTable table = new LayerTable();
    Flops flops = Flops.of(program);
    for (Node node : main.nodes()) {
      table.add(node, flops.of(node));
    }
    table.addWritten(main);
    return table.rows();
  }

  private void add(Node node, long flops) {
    List<String> paths = prefixes(node);
    for (String path : paths) {
      Layer layer = layers.computeIfAbsent(path, _ -> new Layer());
      layer.nodes++;
      layer.flops += flops;
      for (Value value : node.uses()) {
        if (!madeIn.getOrDefault(value, List.of()).contains(path)) {
          layer.reads.merge(value, readBytes(node, value), Math::max);
        }
      }
    }
    node.results().forEach(result -> madeIn.put(result, paths));
  }

  /// Counts each value once in every part that makes it and that another part, or the caller, reads
  /// it from.
  private void addWritten(Graph main) {
    Map<Value, Set<String>> counted = new HashMap<>();
    Map<Value, Node> makers = new HashMap<>();
    main.nodes().forEach(node -> node.results().forEach(result -> makers.put(result, node)));
    for (Node node : main.nodes()) {
      List<String> readers = prefixes(node);
      node.uses().forEach(value -> addWritten(value, readers, makers, counted));
    }
    main.results().forEach(value -> addWritten(value, List.of(), makers, counted));
  }

  private void addWritten(
      Value value, List<String> readers, Map<Value, Node> makers, Map<Value, Set<String>> counted) {
    for (String path : madeIn.getOrDefault(value, List.of())) {
      boolean crosses = !readers.contains(path);
      if (crosses && counted.computeIfAbsent(value, _ -> new HashSet<>()).add(path)) {
        Layer layer = layers.get(path);
        Node maker = makers.get(value);
        if (layer != null && maker != null) {
          layer.written += writtenBytes(maker, value);
        }
      }
    }
  }

  private static long readBytes(Node node, Value value) {
    boolean isFirst = node.op().operands().indexOf(value) == 0;
    return switch (node.op()) {
      case GatherOp _, DynamicSliceOp _, SliceOp _ when isFirst ->
          Math.min(Sizes.bytes(value), Sizes.bytes(node.results()));
      case DynamicUpdateSliceOp _ when isFirst -> 0;
      default -> Sizes.bytes(value);
    };
  }

  private static long writtenBytes(Node node, Value value) {
    return node.op() instanceof DynamicUpdateSliceOp update
        ? Sizes.bytes(update.update())
        : Sizes.bytes(value);
  }

  /// `a`, `a/b` and so on of the first path of a node.
  private static List<String> prefixes(Node node) {
    List<String> prefixes = new ArrayList<>();
    String path = node.location().paths().stream().findFirst().orElse("");
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      prefixes.add(path.substring(0, at));
    }
    prefixes.add(path);
    return prefixes;
  }

  private ImmutableList<LayerRow> rows() {
    ImmutableList.Builder<LayerRow> rows = ImmutableList.builder();
    layers.forEach(
        (path, layer) -> {
          long read = layer.reads.values().stream().mapToLong(bytes -> bytes).sum();
          int depth = path.isEmpty() ? 0 : (int) path.chars().filter(c -> c == '/').count() + 1;
          rows.add(new LayerRow(path, depth, layer.nodes, layer.flops, read + layer.written));
        });
    return rows.build();
  }
}

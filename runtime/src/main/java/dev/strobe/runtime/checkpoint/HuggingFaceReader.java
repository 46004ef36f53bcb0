package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import dev.strobe.models.ModelSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads safetensors checkpoints: a folder with `config.json` and either `model.safetensors` or the
/// shards that `model.safetensors.index.json` names, or one file alone.
final class HuggingFaceReader {
  private static final String CONFIGURATION = "config.json";
  private static final String GENERATION = "generation_config.json";
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final long LONGEST_JSON = 1L << 26;

  private final Path root;
  private final Arena arena;
  private final List<MemorySegment> identity = new ArrayList<>();

  private HuggingFaceReader(Path root, Arena arena) {
    this.root = root;
    this.arena = arena;
  }

  static Checkpoint openFolder(Path folder) {
    return MappedCheckpoint.read(arena -> new HuggingFaceReader(folder, arena).folder());
  }

  static Checkpoint openFile(Path file) {
    return MappedCheckpoint.read(arena -> new HuggingFaceReader(file, arena).file());
  }

  private MappedCheckpoint.Contents folder() {
    if (!Files.isRegularFile(root.resolve(CONFIGURATION))) {
      throw FilePlace.of(root).requires("a " + CONFIGURATION, "a folder without");
    }
    ImmutableMap<String, Object> configuration = configuration(root);
    if (Files.isRegularFile(root.resolve(SINGLE))) {
      return contents(configuration, tensors(root.resolve(SINGLE)));
    }
    if (Files.isRegularFile(root.resolve(INDEX))) {
      return contents(configuration, sharded(root.resolve(INDEX)));
    }
    throw FilePlace.of(root).requires(SINGLE + " or " + INDEX, "a folder with neither");
  }

  private MappedCheckpoint.Contents file() {
    return contents(configuration(root.resolveSibling("")), tensors(root));
  }

  private MappedCheckpoint.Contents contents(
      ImmutableMap<String, Object> configuration, ImmutableMap<String, TensorEntry> tensors) {
    return new MappedCheckpoint.Contents(
        root,
        Checkpoint.Format.HUGGING_FACE,
        configuration,
        tensors,
        ImmutableList.copyOf(identity));
  }

  private ImmutableMap<String, Object> configuration(Path folder) {
    Map<String, Object> merged = new LinkedHashMap<>();
    if (Files.isRegularFile(folder.resolve(CONFIGURATION))) {
      JsonValues.WithNulls read = read(folder.resolve(CONFIGURATION));
      merged.putAll(read.members());
      if (!read.nullKeys().isEmpty()) {
        merged.put(ModelSource.NULL_KEYS, read.nullKeys());
      }
    }
    if (Files.isRegularFile(folder.resolve(GENERATION))) {
      merged.put("generation_config", json(folder.resolve(GENERATION)));
    }
    return ImmutableMap.copyOf(merged);
  }

  private ImmutableMap<String, Object> json(Path file) {
    return read(file).members();
  }

  private JsonValues.WithNulls read(Path file) {
    try {
      long size = Files.size(file);
      if (size > LONGEST_JSON) {
        throw FilePlace.of(file).requires("at most " + LONGEST_JSON + " bytes", size);
      }
      byte[] bytes = Files.readAllBytes(file);
      identity.add(MemorySegment.ofArray(bytes));
      return JsonValues.read(bytes, FilePlace.of(file));
    } catch (IOException e) {
      throw FilePlace.of(file).unusable("a readable file", e);
    }
  }

  private ImmutableMap<String, TensorEntry> tensors(Path file) {
    SafetensorsFile read = SafetensorsFile.read(file, arena);
    identity.add(read.header());
    return read.tensors();
  }

  private ImmutableMap<String, TensorEntry> sharded(Path index) {
    ImmutableMap.Builder<String, TensorEntry> all = ImmutableMap.builder();
    ImmutableSetMultimap<String, String> namesByShard = namesByShard(index);
    for (String shard : namesByShard.keySet()) {
      Path file = root.resolve(shard);
      ImmutableMap<String, TensorEntry> found = tensors(file);
      Set<String> wanted = namesByShard.get(shard);
      for (String name : wanted) {
        if (!found.containsKey(name)) {
          throw FilePlace.of(file)
              .tensor(name)
              .requires("to be in the shard that " + INDEX + " names", "a shard without it");
        }
      }
      found.forEach(
          (name, entry) -> {
            if (wanted.contains(name)) {
              all.put(name, entry);
            }
          });
    }
    return all.buildOrThrow();
  }

  private ImmutableSetMultimap<String, String> namesByShard(Path index) {
    if (!(json(index).get("weight_map") instanceof Map<?, ?> weights)) {
      throw FilePlace.of(index).requires("an object named weight_map", "none");
    }
    ImmutableSetMultimap.Builder<String, String> names = ImmutableSetMultimap.builder();
    weights.forEach(
        (name, shard) -> {
          if (!(shard instanceof String file) || !isPlainFileName(file)) {
            throw FilePlace.of(index)
                .tensor(String.valueOf(name))
                .requires("the name of a file beside the index", shard);
          }
          names.put(file, String.valueOf(name));
        });
    return names.build();
  }

  /// An index comes from strangers: it must not lead out of its folder.
  private static boolean isPlainFileName(String name) {
    return name.endsWith(".safetensors")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
  }
}

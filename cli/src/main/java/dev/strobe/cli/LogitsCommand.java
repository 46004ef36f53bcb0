package dev.strobe.cli;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.artifacts.Causes;
import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.Evaluation.HiddenStates;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.checkpoint.NpyFile;
import dev.strobe.runtime.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `strobe logits`: what a model computes of given ids, as NumPy files.
@Command(
    name = "logits",
    description = "Writes f32 logits of the last (or every) position as a .npy file.")
final class LogitsCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Mixin private ModelOption model;

  @Option(
      names = "--token-ids",
      paramLabel = "1,2,3",
      required = true,
      converter = TokenIds.Converter.class,
      description = "The ids to compute.")
  private TokenIds tokenIds;

  @Option(
      names = "--out",
      paramLabel = "F.npy",
      required = true,
      description = "The file to write.")
  private Path out;

  @Option(names = "--all", description = "Logits of every position, [tokens, vocabulary].")
  private boolean all;

  @Option(
      names = "--hidden-states",
      paramLabel = "DIR",
      description = "Also writes embed.npy, layer_00.npy, ... and final_norm.npy to this folder.")
  private @Nullable Path hiddenStates;

  @Override
  public Integer call() {
    int[] ids = tokenIds.values();
    WholeFile.requirePlace(out);
    if (hiddenStates != null) {
      makeFolder(hiddenStates);
    }
    try (Model loaded = model.load(main, TokenizerUse.NONE);
        BusyLine _ = BusyLine.start(() -> loaded.activity().text())) {
      if (hiddenStates != null) {
        writeHidden(loaded, ids, hiddenStates);
      } else if (all) {
        writeAll(Evaluation.allLogits(loaded, ids), ids.length);
      } else {
        float[] logits = Evaluation.lastLogits(loaded, ids);
        NpyFile.write(out, ImmutableLongArray.of(logits.length), logits);
      }
    }
    return ExitCode.OK;
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException(
          "--hidden-states requires a folder that can be made, got " + Causes.oneLine(e), e);
    }
  }

  private void writeHidden(Model loaded, int[] ids, Path folder) {
    HiddenStates hidden = Evaluation.hiddenStates(loaded, ids);
    ImmutableLongArray shape = ImmutableLongArray.of(ids.length, loaded.config().modelSize());
    for (int i = 0; i < hidden.names().size(); i++) {
      Path file = folder.resolve(hidden.names().get(i) + ".npy");
      NpyFile.write(file, shape, hidden.states().get(i));
    }
    if (all) {
      writeAll(hidden.logits(), ids.length);
    } else {
      int vocabulary = loaded.config().vocabularySize();
      int from = (ids.length - 1) * vocabulary;
      float[] last = Arrays.copyOfRange(hidden.logits(), from, from + vocabulary);
      NpyFile.write(out, ImmutableLongArray.of(vocabulary), last);
    }
  }

  private void writeAll(float[] logits, int rows) {
    NpyFile.write(out, ImmutableLongArray.of(rows, logits.length / rows), logits);
  }
}

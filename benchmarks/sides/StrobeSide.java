import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.ModelLocator;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.Sequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Strobe's own programs, through the public API: `StrobeSide MODEL CONTEXT WEIGHTS`.
///
/// The cache capacity that the sequence chose for CONTEXT positions is reported, so that the other
/// sides get the same.
final class StrobeSide {
  private StrobeSide() {}

  public static void main(String[] arguments) throws IOException {
    Path path = new ModelLocator(ArtifactCache.of(System.getenv())).locate(arguments[0]);
    WeightType weights = WeightType.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    ModelOptions options =
        ModelOptions.defaults().withTokenizer(TokenizerUse.NONE).withWeights(weights);
    try (Model model = Model.load(path, options);
        Sequence sequence = model.sequence(Integer.parseInt(arguments[1]))) {
      sequence.append(0);
      Rounds.serve(new Appended(sequence), sequence.capacity(), model.device().description());
    }
  }

  private record Appended(Sequence sequence) implements Rounds.Text {
    @Override
    public float[] start(int[] ids) {
      sequence.truncate(0);
      return sequence.append(ids);
    }

    @Override
    public float[] next(int id) {
      return sequence.append(id);
    }
  }
}

package dev.strobe.runtime;

import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.runtime.engine.ProgramReport;
import dev.strobe.runtime.sampling.Sampler;
import dev.strobe.runtime.tokenizer.IncrementalDecoder;
import dev.strobe.runtime.tokenizer.StopText;
import dev.strobe.runtime.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The loop from a prompt to its continuation: compute, choose, decode, until something ends it.
final class Generator {
  private final Model model;
  private final GenerateOptions options;
  private final Consumer<Token> listener;
  private final BooleanSupplier cancelled;
  private final TextSink text;

  Generator(
      Model model, GenerateOptions options, Consumer<Token> listener, BooleanSupplier cancelled) {
    this.model = model;
    this.options = options;
    this.listener = listener;
    this.cancelled = cancelled;
    this.text = TextSink.of(model, options);
  }

  /// Computes what of the prompt the sequence does not hold yet, then generates.
  ///
  /// An error of the listener leaves the sequence usable: it holds what was computed so far.
  Generation run(Sequence sequence, int[] prompt) {
    Run run = new Run(sequence, prompt);
    FinishReason finish = run.generate();
    String rest = text.flush();
    if (!rest.isEmpty()) {
      listener.accept(new Token(-1, rest));
    }
    return new Generation(
        ImmutableIntArray.copyOf(prompt), run.generated(), text.all(), finish, run.timings());
  }

  /// One run's state.
  private final class Run {
    private final Sequence sequence;
    private final int[] prompt;
    private final Sampler sampler = new Sampler(options.sampling(), 0);
    private final double compileMsBefore = model.programs().compileMs();
    private int[] ids;
    private int prefilled;
    private double loadMs;
    private double prefillMs;
    private double firstTokenMs;
    private double decodeMs;

    Run(Sequence sequence, int[] prompt) {
      this.sequence = sequence;
      this.prompt = prompt;
      this.ids = prompt.clone();
    }

    FinishReason generate() {
      prefilled = prompt.length - sequence.keepPrefix(prompt);
      loadMs = model.loadMs();
      long begin = System.nanoTime();
      float[] logits =
          sequence.append(Arrays.copyOfRange(prompt, prompt.length - prefilled, prompt.length));
      prefillMs = (System.nanoTime() - begin) / 1e6;
      sampler.observe(prompt);
      long decoding = System.nanoTime();
      try {
        return loop(logits);
      } finally {
        decodeMs = (System.nanoTime() - decoding) / 1e6;
      }
    }

    private FinishReason loop(float[] first) {
      float[] logits = first;
      Set<Integer> ends = model.endOfText();
      int context = model.config().contextLength();
      for (int made = 0; made < options.maxTokens() && ids.length <= context; made++) {
        if (cancelled.getAsBoolean()) {
          return FinishReason.CANCELLED;
        }
        if (made > 0) {
          logits = sequence.append(ids[ids.length - 1]);
        }
        int id = sampler.next(logits, ids.length);
        firstTokenMs = made == 0 ? ProcessClock.millisecondsSinceStart() : firstTokenMs;
        if (ends.contains(id)) {
          return FinishReason.STOP;
        }
        sampler.observe(id);
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = id;
        listener.accept(new Token(id, text.push(id)));
        if (text.isStopped()) {
          return FinishReason.STOP;
        }
      }
      return FinishReason.LENGTH;
    }

    ImmutableIntArray generated() {
      return ImmutableIntArray.copyOf(Arrays.copyOfRange(ids, prompt.length, ids.length));
    }

    Timings timings() {
      ProgramReport programs = model.programs();
      return new Timings(
          loadMs,
          programs.compileMs() - compileMsBefore,
          prefillMs,
          firstTokenMs,
          decodeMs,
          prefilled,
          Math.max(0, ids.length - prompt.length - 1));
    }
  }

  /// Decoded text on its way out, with stop texts taken care of; nothing where ids are all there
  /// is.
  private static final class TextSink {
    private final StringBuilder all = new StringBuilder();
    private final Optional<IncrementalDecoder> decoder;
    private final StopText.Watch watch;

    private TextSink(Optional<IncrementalDecoder> decoder, StopText.Watch watch) {
      this.decoder = decoder;
      this.watch = watch;
    }

    static TextSink of(Model model, GenerateOptions options) {
      Optional<Tokenizer> tokenizer =
          model.hasTokenizer() ? Optional.of(model.tokenizer()) : Optional.empty();
      return new TextSink(
          tokenizer.map(t -> t.incremental(true)), StopText.of(options.stop()).watch());
    }

    String push(int id) {
      return keep(decoder.map(d -> watch.push(d.push(id))).orElse(""));
    }

    String flush() {
      return keep(decoder.map(d -> watch.push(d.flush()) + watch.flush()).orElse(""));
    }

    boolean isStopped() {
      return watch.stop().isPresent();
    }

    String all() {
      return all.toString();
    }

    private String keep(String piece) {
      all.append(piece);
      return piece;
    }
  }
}

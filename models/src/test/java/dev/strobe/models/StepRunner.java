package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs steps of a tiny model in the interpreter and keeps the state between them.
///
/// The state starts as rubbish, since only positions say what is valid; padding has the ids of
/// `pad`.
final class StepRunner {
  private static final double RUBBISH = 7.5;

  private final TinyModel model;
  private final int batch;
  private final int capacity;
  private final int slack;
  private final Map<StepShape, Graph> steps = new HashMap<>();
  private final Map<String, Literal> state = new HashMap<>();
  private int pad;
  private int[] targets = {};

  StepRunner(TinyModel model, int batch, int capacity, int slack) {
    this.model = model;
    this.batch = batch;
    this.capacity = capacity;
    this.slack = slack;
  }

  StepRunner padding(int id) {
    this.pad = id;
    return this;
  }

  /// What is asked about where probabilities are.
  StepRunner targets(int... ids) {
    this.targets = ids;
    return this;
  }

  /// Some new tokens of one row and where they start.
  record Row(int start, int... ids) {}

  /// Logits `[row][vocabulary]` after each row's last token.
  double[][] last(int tokens, Row... rows) {
    Literal logits = run(StepShape.Outputs.LAST_LOGITS, tokens, rows).getFirst();
    double[][] all = new double[batch][];
    for (int row = 0; row < batch; row++) {
      all[row] = vector(logits, row);
    }
    return all;
  }

  /// Logits of one row at every token, padding included: `[tokens][vocabulary]`.
  double[][] all(int tokens, Row row) {
    return matrix(run(StepShape.Outputs.ALL_LOGITS, tokens, row).getFirst(), tokens);
  }

  /// Everything that a step returns before the state.
  ImmutableList<Literal> run(StepShape.Outputs outputs, int tokens, Row... rows) {
    Graph step =
        steps.computeIfAbsent(
            new StepShape(batch, tokens, capacity, slack, outputs),
            shape -> FlashTransformer.step(model.config(), shape, model.precision()));
    ImmutableList<Literal> results = Interpreter.run(step, arguments(step, tokens, rows));
    int count = results.size();
    for (Parameter parameter : step.parameters()) {
      if (parameter.role() instanceof Role.State(int result)) {
        state.put(parameter.name(), results.get(result));
        count = Math.min(count, result);
      }
    }
    return results.subList(0, count);
  }

  private List<Literal> arguments(Graph step, int tokens, Row... rows) {
    List<Literal> arguments = new ArrayList<>();
    for (Parameter parameter : step.parameters()) {
      arguments.add(
          switch (parameter.role()) {
            case Role.Weight _ -> model.weights().literal(parameter);
            case Role.State _ ->
                state.getOrDefault(parameter.name(), Literal.splat(parameter.tensor(), RUBBISH));
            case Role.Input _ -> input(parameter, tokens, rows);
          });
    }
    return arguments;
  }

  private Literal input(Parameter parameter, int tokens, Row... rows) {
    if (parameter.name().equals("targets")) {
      return Literal.ofS32(parameter.tensor(), targets);
    }
    int[] values = new int[(int) parameter.tensor().elementCount()];
    for (int row = 0; row < rows.length; row++) {
      switch (parameter.name()) {
        case "start" -> values[row] = rows[row].start();
        case "length" -> values[row] = rows[row].ids().length;
        default -> {
          for (int i = 0; i < tokens; i++) {
            int[] ids = rows[row].ids();
            values[row * tokens + i] = i < ids.length ? ids[i] : pad;
          }
        }
      }
    }
    return Literal.ofS32(parameter.tensor(), values);
  }

  /// Row `index` of a literal's last axis.
  static double[] vector(Literal literal, int index) {
    TensorType type = literal.type();
    int width = (int) type.dim(type.rank() - 1);
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = literal.doubleAt((long) index * width + i);
    }
    return values;
  }

  static double[][] matrix(Literal literal, int rows) {
    double[][] all = new double[rows][];
    for (int row = 0; row < rows; row++) {
      all[row] = vector(literal, row);
    }
    return all;
  }
}

package dev.strobe.ir.text;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.op.DotAlgorithm;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.PrecisionConfig;
import dev.strobe.ir.op.ResultAccuracy;
import java.util.List;
import java.util.Optional;

/// Reads how exact the results of products and functions have to be; [AccuracyText] writes it.
final class AccuracySyntax {
  private AccuracySyntax() {}

  /// Of a product; what is left out is the default.
  static DotGeneralOp.Accuracy ofProduct(AttributeDictionary properties) {
    PrecisionConfig precisions = precisions(properties);
    Optional<Attribute> written = properties.take("algorithm");
    Optional<DotAlgorithm> algorithm = written.map(AccuracySyntax::algorithm);
    return new DotGeneralOp.Accuracy(precisions, algorithm);
  }

  /// `precision_config`, one for each operand, where it is there.
  static PrecisionConfig precisions(AttributeDictionary properties) {
    return properties
        .take("precision_config")
        .map(AccuracySyntax::precisions)
        .orElse(PrecisionConfig.both(DotGeneralOp.Precision.DEFAULT));
  }

  private static PrecisionConfig precisions(Attribute config) {
    List<DotGeneralOp.Precision> both = config.constants(DotGeneralOp.Precision.values());
    if (both.isEmpty()) {
      return PrecisionConfig.both(DotGeneralOp.Precision.DEFAULT);
    }
    if (both.size() != 2) {
      throw config.fail("a precision for each of the two operands");
    }
    return new PrecisionConfig(both.getFirst(), both.getLast());
  }

  private static DotAlgorithm algorithm(Attribute attribute) {
    AttributeDictionary parts =
        attribute.text().startsWith("<")
            ? attribute.read(cursor -> AttributeDictionary.take(cursor, "<", ">"))
            : attribute.struct("dot_algorithm");
    DotAlgorithm algorithm =
        new DotAlgorithm(
            side(parts, "lhs"),
            side(parts, "rhs"),
            format(parts.require("accumulation_type")),
            parts.integer("num_primitive_operations"),
            parts.flag("allow_imprecise_accumulation"));
    parts.requireEmpty("only parts of a dot_algorithm");
    return algorithm;
  }

  private static DotAlgorithm.Side side(AttributeDictionary parts, String operand) {
    return new DotAlgorithm.Side(
        format(parts.require(operand + "_precision_type")),
        parts.integer(operand + "_component_count"));
  }

  private static DotAlgorithm.Format format(Attribute type) {
    if (type.text().equals("tf32")) {
      return new DotAlgorithm.TensorFloat32();
    }
    return ElementType.ofText(type.text())
        .map(DotAlgorithm.Stored::new)
        .orElseThrow(() -> type.fail("a float type or tf32"));
  }

  /// Of an elementwise function; what is left out is the default.
  static ResultAccuracy ofFunction(AttributeDictionary properties) {
    return properties
        .take("result_accuracy")
        .map(AccuracySyntax::resultAccuracy)
        .orElse(ResultAccuracy.DEFAULT);
  }

  private static ResultAccuracy resultAccuracy(Attribute attribute) {
    AttributeDictionary parts = attribute.struct("result_accuracy");
    ResultAccuracy accuracy =
        new ResultAccuracy(
            parts.require("mode").read(AccuracySyntax::mode),
            tolerance(parts, "atol"),
            tolerance(parts, "rtol"),
            parts.integerOrZero("ulps"));
    parts.requireEmpty("only parts of a result_accuracy");
    return accuracy;
  }

  private static double tolerance(AttributeDictionary parts, String name) {
    return parts.take(name).map(written -> written.real(ElementType.F64)).orElse(0.0);
  }

  /// `#stablehlo.result_accuracy_mode<HIGHEST>`, or only the word.
  private static ResultAccuracy.Mode mode(Cursor cursor) {
    boolean wrapped = cursor.tryTake("#stablehlo.result_accuracy_mode<");
    int start = cursor.place();
    String word = cursor.word("a mode of accuracy");
    cursor.take(wrapped ? ">" : "");
    for (ResultAccuracy.Mode mode : ResultAccuracy.Mode.values()) {
      if (mode.name().equals(word)) {
        return mode;
      }
    }
    throw cursor.failAt(start, "DEFAULT, HIGHEST or TOLERANCE", word);
  }
}

package dev.strobe.ir.text;

import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.AsyncDoneOp;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.GetTupleElementOp;
import dev.strobe.ir.op.ProcessIdOp;
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.TransferOp;
import dev.strobe.ir.op.TupleOp;
import java.util.List;

/// How ops on whole values are spelled.
///
/// @param text spells what they have in common with other ops
/// @param attributes the attribute dictionary with a leading space, or nothing
record StructuralOpText(OpText text, String attributes) {
  String of(StructuralOp op) {
    return switch (op) {
      case AfterAllOp o -> text.uniform(o, "", attributes);
      case AsyncDoneOp o -> text.generic(o, "", attributes);
      case CustomCallOp o -> customCall(o.callTargetName(), o, CustomCallText.properties(o));
      case ExpectOp o -> customCall(o.name(), o, CustomCallText.properties(o));
      case GetTupleElementOp o -> element(o);
      case ProcessIdOp o -> text.uniform(o, "", attributes);
      case TransferOp o -> text.generic(o, TransferText.properties(o), attributes);
      case TupleOp o -> tuple(o);
    };
  }

  private String customCall(String target, StructuralOp op, List<String> properties) {
    return "stablehlo.custom_call "
        + MlirSyntax.symbol(target)
        + "("
        + text.names().of(op.operands())
        + ")"
        + MlirSyntax.withAttributes(properties, attributes)
        + " : "
        + MlirSyntax.functionType(op.operands(), text.resultTypes());
  }

  private String element(GetTupleElementOp op) {
    return text.functional(op, "[" + op.index() + "]", attributes);
  }

  /// The pretty form takes the types of the elements from that of the tuple.
  private String tuple(TupleOp op) {
    String type = op.resultTypes().getFirst().text();
    return type.equals(text.results().getFirst().type().text())
        ? OpText.typed(op, text.names().of(op.val()), attributes, type)
        : text.generic(op, "", attributes);
  }
}

package dev.strobe.runtime.template;

import java.util.List;
import java.util.Optional;

/// What a template does, in order.
sealed interface Statement {
  record Text(String text) implements Statement {}

  record Output(Expression value) implements Statement {}

  record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

  record For(
      Expression target,
      Expression items,
      Optional<Expression> condition,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  record Set(Expression target, Expression value) implements Statement {}

  /// Sets the target to the rendered body, after filters over [Parser#BODY].
  record SetBlock(Expression target, Expression filtered, List<Statement> body)
      implements Statement {}

  /// @param specials which of `caller`, `varargs` and `kwargs` the body mentions
  record Macro(String name, List<Parameter> parameters, List<Statement> body, List<String> specials)
      implements Statement {
    boolean uses(String special) {
      return specials.contains(special);
    }
  }

  /// @param body the macro that the called one finds as `caller`
  record CallBlock(Expression.Call call, Macro body) implements Statement {}

  record FilterBlock(Expression filtered, List<Statement> body) implements Statement {}

  /// A body with names of its own; `generation` blocks are this with no assignments.
  record With(List<Set> assignments, List<Statement> body) implements Statement {}

  record Break() implements Statement {}

  record Continue() implements Statement {}

  record Branch(Expression condition, List<Statement> body) {}

  record Parameter(String name, Optional<Expression> otherwise) {}
}

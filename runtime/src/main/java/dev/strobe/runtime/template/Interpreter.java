package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Expression.Attribute;
import dev.strobe.runtime.template.Expression.Name;
import dev.strobe.runtime.template.Expression.TupleOf;
import dev.strobe.runtime.template.Statement.Branch;
import dev.strobe.runtime.template.Statement.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs statements.
final class Interpreter {
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  private final Budget budget;
  private final Values values;
  private final Evaluator evaluator;
  private StringBuilder out = new StringBuilder();

  Interpreter(Budget budget) {
    this.budget = budget;
    this.values = new Values(budget);
    this.evaluator = new Evaluator(values);
  }

  /// The text that statements make.
  String render(List<Statement> body, Scope scope) {
    StringBuilder outer = out;
    out = new StringBuilder();
    run(body, scope);
    String text = out.toString();
    budget.chargeText(text.length());
    out = outer;
    return text;
  }

  private Flow run(List<Statement> body, Scope scope) {
    budget.enter();
    Flow flow = Flow.ON;
    for (Statement statement : body) {
      flow = run(statement, scope);
      if (flow != Flow.ON) {
        break;
      }
    }
    budget.leave();
    return flow;
  }

  private Flow run(Statement statement, Scope scope) {
    budget.charge(1);
    switch (statement) {
      case Statement.Text(String text) -> write(text);
      case Statement.Output(Expression value) ->
          write(values.string(evaluator.value(value, scope)));
      case Statement.If choice -> {
        return run(chosen(choice, scope), scope);
      }
      case Statement.For loop -> loop(loop, scope);
      case Statement.Set(Expression target, Expression value) ->
          assign(target, evaluator.value(value, scope), scope);
      case Statement.SetBlock(Expression target, Expression filtered, List<Statement> body) ->
          assign(target, filtered(filtered, body, scope), scope);
      case Statement.Macro macro ->
          scope.set(macro.name(), (Callable) given -> macro(macro, scope, given));
      case Statement.CallBlock block -> write(callBlock(block, scope));
      case Statement.FilterBlock(Expression filtered, List<Statement> body) ->
          write(values.string(filtered(filtered, body, scope)));
      case Statement.With with -> {
        return with(with, scope);
      }
      case Statement.Break _ -> {
        return Flow.BREAK;
      }
      case Statement.Continue _ -> {
        return Flow.CONTINUE;
      }
    }
    return Flow.ON;
  }

  private void write(String text) {
    budget.chargeText(text.length());
    out.append(text);
    if (out.length() > Budget.MAX_TEXT) {
      budget.chargeText(out.length());
    }
  }

  private List<Statement> chosen(Statement.If choice, Scope scope) {
    for (Branch branch : choice.branches()) {
      if (Values.truth(evaluator.value(branch.condition(), scope))) {
        return branch.body();
      }
    }
    return choice.otherwise();
  }

  private void loop(Statement.For loop, Scope scope) {
    List<Object> all = values.items(evaluator.value(loop.items(), scope));
    List<Object> items = new ArrayList<>();
    for (Object item : all) {
      budget.charge(1);
      if (passes(loop, item, scope)) {
        items.add(item);
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Scope round = scope.inner();
      round.set("loop", new LoopState(items, i));
      assign(loop.target(), items.get(i), round);
      if (run(loop.body(), round) == Flow.BREAK) {
        break;
      }
    }
    if (items.isEmpty()) {
      run(loop.otherwise(), scope.inner());
    }
  }

  private boolean passes(Statement.For loop, Object item, Scope scope) {
    if (loop.condition().isEmpty()) {
      return true;
    }
    Scope tried = scope.inner();
    assign(loop.target(), item, tried);
    return Values.truth(evaluator.value(loop.condition().get(), tried));
  }

  private void assign(Expression target, Object value, Scope scope) {
    switch (target) {
      case Name(String name) -> scope.set(name, value);
      case Attribute(Expression holder, String name) -> {
        if (!(evaluator.value(holder, scope) instanceof Namespace namespace)) {
          throw TemplateException.requires("set", "a namespace before '.'", name);
        }
        namespace.set(name, value);
      }
      case TupleOf(List<Expression> names) -> unpack(names, values.items(value), scope);
      default -> throw new TemplateException("set requires a name, got another expression");
    }
  }

  private void unpack(List<Expression> names, List<Object> items, Scope scope) {
    if (names.size() != items.size()) {
      throw TemplateException.requires("unpacking", names.size() + " values", items.size());
    }
    for (int i = 0; i < names.size(); i++) {
      assign(names.get(i), items.get(i), scope);
    }
  }

  private Object filtered(Expression filtered, List<Statement> body, Scope scope) {
    Scope inner = scope.inner();
    inner.set(Parser.BODY.name(), render(body, scope.inner()));
    return evaluator.value(filtered, inner);
  }

  private Flow with(Statement.With with, Scope scope) {
    Scope inner = scope.inner();
    for (Statement.Set set : with.assignments()) {
      assign(set.target(), evaluator.value(set.value(), scope), inner);
    }
    return run(with.body(), inner);
  }

  private Object macro(Statement.Macro macro, Scope defined, Arguments given) {
    budget.enter();
    Scope scope = defined.inner();
    Map<Object, Object> rest = new LinkedHashMap<>(given.named());
    for (int i = 0; i < macro.parameters().size(); i++) {
      Parameter parameter = macro.parameters().get(i);
      Object otherwise = new Undefined(parameter.name());
      if (!given.has(i, parameter.name()) && parameter.otherwise().isPresent()) {
        otherwise = evaluator.value(parameter.otherwise().get(), scope);
      }
      scope.set(parameter.name(), given.at(i, parameter.name(), otherwise));
      rest.remove(parameter.name());
    }
    List<Object> more = given.after(macro.parameters().size()).positional();
    setSpecials(macro, scope, more, rest);
    String text = render(macro.body(), scope);
    budget.leave();
    return text;
  }

  /// Sets what a macro gets beside its parameters, and refuses what it does not use.
  private static void setSpecials(
      Statement.Macro macro, Scope scope, List<Object> more, Map<Object, Object> rest) {
    if (macro.uses("caller")) {
      scope.set("caller", rest.getOrDefault("caller", new Undefined("caller")));
      rest.remove("caller");
    }
    if (!macro.uses("varargs") && !more.isEmpty()) {
      throw TemplateException.requires(
          "macro '" + macro.name() + "'",
          "at most " + macro.parameters().size() + " arguments",
          macro.parameters().size() + more.size());
    }
    if (!macro.uses("kwargs") && !rest.isEmpty()) {
      throw TemplateException.requires(
          "macro '" + macro.name() + "'", "names of its parameters", rest.keySet());
    }
    scope.set("varargs", Tuple.copyOf(more));
    scope.set("kwargs", rest);
  }

  private String callBlock(Statement.CallBlock block, Scope scope) {
    Callable caller = given -> macro(block.body(), scope, given);
    Arguments arguments = evaluator.arguments(block.call().arguments(), scope);
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    named.put("caller", caller);
    Object target = evaluator.value(block.call().target(), scope);
    return values.string(
        Evaluator.callable(target).call(new Arguments(arguments.positional(), named)));
  }
}

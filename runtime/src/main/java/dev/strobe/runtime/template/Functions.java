package dev.strobe.runtime.template;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The functions that every chat template has.
final class Functions {
  /// The sandbox's bound on `range`.
  private static final long MAX_RANGE = 100_000;

  private final Values values;

  Functions(Values values) {
    this.values = values;
  }

  void define(Scope scope) {
    define(scope, "range", this::range);
    define(scope, "dict", this::dict);
    define(scope, "namespace", this::namespace);
    define(scope, "raise_exception", this::raise);
    define(scope, "strftime_now", Functions::now);
    define(scope, "cycler", Cycler::new);
    define(scope, "joiner", Functions::joiner);
  }

  private static void define(Scope scope, String name, Callable function) {
    scope.set(name, function);
  }

  private Object range(Arguments given) {
    boolean one = given.positional().size() == 1;
    long start = one ? 0 : given.whole(0, "start", 0);
    long stop = one ? given.whole(0, "stop", 0) : Numbers.whole(given.required(1, "stop"));
    long step = given.whole(2, "step", 1);
    if (step == 0) {
      throw TemplateException.requires("range", "a step that is not zero", step);
    }
    double count = Math.ceil(((double) stop - start) / step);
    if (count > MAX_RANGE) {
      throw TemplateException.requires("range", "at most " + MAX_RANGE + " numbers", count);
    }
    values.budget().chargeItems((long) Math.max(0, count));
    List<Object> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(start + i * step);
    }
    return numbers;
  }

  private Map<Object, Object> dict(Arguments given) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    if (!given.positional().isEmpty()) {
      Map<Object, Object> first = Filters.dict(given.required(0, "dict"), "dict");
      values.budget().chargeItems(first.size());
      dict.putAll(first);
    }
    dict.putAll(given.named());
    return dict;
  }

  private Object namespace(Arguments given) {
    Namespace namespace = new Namespace();
    dict(given).forEach((name, value) -> namespace.set(values.string(name), value));
    return namespace;
  }

  private Object raise(Arguments given) {
    throw new TemplateException(values.string(given.required(0, "message")));
  }

  private static Object now(Arguments given) {
    return TimeFormat.format(given.text(0, "format"), LocalDateTime.now(ZoneId.systemDefault()));
  }

  private static Object joiner(Arguments given) {
    Object separator = given.at(0, "sep", ", ");
    AtomicBoolean used = new AtomicBoolean();
    return (Callable) _ -> used.getAndSet(true) ? separator : "";
  }
}

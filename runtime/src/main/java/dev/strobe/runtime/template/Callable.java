package dev.strobe.runtime.template;

/// A function, method or macro among a template's values.
interface Callable {
  Object call(Arguments arguments);
}

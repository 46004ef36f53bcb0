package dev.strobe.runtime.template;

/// A value with attributes of its own.
interface Attributed {
  Object attribute(String name);
}

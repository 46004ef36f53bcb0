package dev.strobe.runtime.template;

/// What a name, attribute or item that is not there evaluates to; prints as nothing.
record Undefined(String name) {
  TemplateException used() {
    return new TemplateException("template requires '" + name + "' to be defined, got undefined");
  }
}

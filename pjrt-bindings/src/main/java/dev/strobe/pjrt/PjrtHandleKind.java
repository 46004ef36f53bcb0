package dev.strobe.pjrt;

/// The kinds of native objects that this module owns and must give back.
public enum PjrtHandleKind {
  CLIENT("client", Slot.CLIENT_DESTROY),
  BUFFER("buffer", Slot.BUFFER_DESTROY),
  EVENT("event", Slot.EVENT_DESTROY),
  LOADED_EXECUTABLE("executable", Slot.LOADED_EXECUTABLE_DESTROY),
  COMPILED_PROGRAM("compiled program", Slot.EXECUTABLE_DESTROY),
  TOPOLOGY("topology", Slot.TOPOLOGY_DESCRIPTION_DESTROY);

  private final String words;
  private final Slot destroy;

  PjrtHandleKind(String words, Slot destroy) {
    this.words = words;
    this.destroy = destroy;
  }

  String words() {
    return words;
  }

  Slot destroy() {
    return destroy;
  }
}

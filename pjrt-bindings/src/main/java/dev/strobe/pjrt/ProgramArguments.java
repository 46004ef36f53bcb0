package dev.strobe.pjrt;

/// What a program expects as arguments, in the form in which it is checked for every execution.
final class ProgramArguments {
  private final PjrtClient client;
  private final PjrtCompiledProgram program;
  private final PjrtShape[] shapes;
  private final int[] donated;
  private final boolean[] isDonated;

  ProgramArguments(PjrtClient client, PjrtCompiledProgram program) {
    PjrtSignature signature = program.signature();
    this.client = client;
    this.program = program;
    this.shapes = signature.parameters().toArray(PjrtShape[]::new);
    this.donated = signature.donated().stream().mapToInt(Integer::intValue).sorted().toArray();
    this.isDonated = new boolean[shapes.length];
    for (int index : donated) {
      isDonated[index] = true;
    }
  }

  int count() {
    return shapes.length;
  }

  int[] donated() {
    return donated;
  }

  boolean isDonated(int index) {
    return isDonated[index];
  }

  void requireCount(int count) {
    if (count != shapes.length) {
      throw new IllegalArgumentException(
          "execute of " + program + " requires " + shapes.length + " arguments, got " + count);
    }
  }

  /// `buffer`, if it can be argument `index` on `device`; whether it is live is the caller's to
  /// ask.
  PjrtBuffer require(PjrtBuffer buffer, int index, PjrtDevice device) {
    if (!buffer.shape().equals(shapes[index])) {
      throw refuse(index, shapes[index].toString(), buffer.shape().toString());
    }
    if (buffer.client() != client) {
      throw refuse(index, "a buffer of the executable's client", "one of another client");
    }
    if (buffer.device() != device) {
      throw refuse(index, "a buffer on " + device, "one on " + buffer.device());
    }
    return buffer;
  }

  IllegalArgumentException refuse(int index, String wanted, String got) {
    return new IllegalArgumentException(
        "execute of "
            + program
            + " requires argument "
            + index
            + " to be "
            + wanted
            + ", got "
            + got);
  }
}

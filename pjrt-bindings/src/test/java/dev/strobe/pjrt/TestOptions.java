package dev.strobe.pjrt;

/// Serialised compile options, field by field, to extend or to damage.
final class TestOptions {
  private TestOptions() {}

  /// What a program on `replicas` times `partitions` devices needs.
  static ProtoBytes build(int replicas, int partitions) {
    return new ProtoBytes().message(3, buildOptions(replicas, partitions));
  }

  private static ProtoBytes buildOptions(int replicas, int partitions) {
    return new ProtoBytes().number(1, -1).number(4, replicas).number(5, partitions);
  }

  /// `replicas` copies, the i-th on the device with the i-th id.
  static PjrtCompileOptions replicated(int... deviceIds) {
    ProtoBytes computation = new ProtoBytes();
    long[] ids = new long[deviceIds.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = deviceIds[i];
    }
    computation.packed(1, ids);
    ProtoBytes assignment =
        new ProtoBytes().number(1, ids.length).number(2, 1).message(3, computation);
    return PjrtCompileOptions.of(
        new ProtoBytes()
            .message(3, buildOptions(ids.length, 1).message(9, assignment))
            .toByteArray());
  }

  /// One replica in `partitions` parts, divided as the program's Shardy annotations say.
  static PjrtCompileOptions partitioned(int partitions) {
    return PjrtCompileOptions.of(
        new ProtoBytes()
            .message(3, buildOptions(1, partitions).number(6, 1).number(19, 1))
            .toByteArray());
  }
}

package dev.strobe.lowering;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import com.google.protobuf.CodedOutputStream;
import dev.strobe.lowering.proto.CompileOptionsProto;
import dev.strobe.lowering.proto.DeviceAssignmentProto;
import dev.strobe.lowering.proto.ExecutableBuildOptionsProto;
import dev.strobe.lowering.proto.OptionOverrideProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/// How XLA is to compile a program, as a plugin reads it.
///
/// @param replicas copies of the program that run side by side on different data, at least one
/// @param partitions devices that one copy is spread over, at least one
/// @param deviceOrdinal the device to compile for, -1 for any
/// @param devices for each partition the device ids of its replicas; empty leaves them to the
///   plugin
/// @param overrides XLA's debug options by name; all others keep their defaults
public record CompileOptions(
    int replicas,
    int partitions,
    int deviceOrdinal,
    ImmutableList<ImmutableLongArray> devices,
    ImmutableSortedMap<String, OptionValue> overrides) {
  private static final CompileOptions SINGLE =
      new CompileOptions(1, 1, -1, ImmutableList.of(), ImmutableSortedMap.of());

  public CompileOptions {
    // A plugin aborts the process on zero.
    require(replicas >= 1, "replicas >= 1", replicas);
    require(partitions >= 1, "partitions >= 1", partitions);
    require(deviceOrdinal >= -1, "a device ordinal >= -1", deviceOrdinal);
    int wanted = replicas;
    require(
        devices.isEmpty()
            || (devices.size() == partitions
                && devices.stream().allMatch(ids -> ids.length() == wanted)),
        "a device for each of " + replicas + " replicas of " + partitions + " partitions",
        devices);
  }

  /// One replica, one partition, any device, all defaults.
  public static CompileOptions single() {
    return SINGLE;
  }

  /// So many replicas of one partition, any devices, all defaults.
  public static CompileOptions replicated(int replicas) {
    return new CompileOptions(
        replicas, 1, SINGLE.deviceOrdinal(), SINGLE.devices(), SINGLE.overrides());
  }

  public CompileOptions withOverride(String name, String value) {
    return withOverride(name, new OptionValue.Text(value));
  }

  public CompileOptions withOverride(String name, boolean value) {
    return withOverride(name, new OptionValue.Flag(value));
  }

  public CompileOptions withOverride(String name, long value) {
    return withOverride(name, new OptionValue.Whole(value));
  }

  public CompileOptions withOverride(String name, double value) {
    return withOverride(name, new OptionValue.Real(value));
  }

  /// The same options with one of XLA's debug options set, replacing an earlier value of it.
  public CompileOptions withOverride(String name, OptionValue value) {
    SortedMap<String, OptionValue> all = new TreeMap<>(overrides);
    all.put(name, value);
    return new CompileOptions(
        replicas, partitions, deviceOrdinal, devices, ImmutableSortedMap.copyOfSorted(all));
  }

  /// The serialised `xla.CompileOptionsProto`; equal options give equal bytes.
  public byte[] toBytes() {
    CompileOptionsProto.Builder options =
        CompileOptionsProto.newBuilder().setExecutableBuildOptions(buildOptions());
    overrides.forEach((name, value) -> options.putEnvOptionOverrides(name, override(value)));
    CompileOptionsProto message = options.build();
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("compile options require room for their bytes", e);
    }
    out.checkNoSpaceLeft();
    return bytes;
  }

  private ExecutableBuildOptionsProto buildOptions() {
    ExecutableBuildOptionsProto.Builder build =
        ExecutableBuildOptionsProto.newBuilder()
            .setDeviceOrdinal(deviceOrdinal)
            .setNumReplicas(replicas)
            .setNumPartitions(partitions)
            .setUseSpmdPartitioning(partitions > 1);
    if (!devices.isEmpty()) {
      build.setDeviceAssignment(deviceAssignment());
    }
    return build.build();
  }

  private DeviceAssignmentProto deviceAssignment() {
    DeviceAssignmentProto.Builder assignment =
        DeviceAssignmentProto.newBuilder()
            .setReplicaCount(replicas)
            .setComputationCount(partitions);
    for (ImmutableLongArray ids : devices) {
      assignment.addComputationDevices(
          DeviceAssignmentProto.ComputationDevice.newBuilder()
              .addAllReplicaDeviceIds(ids.asList()));
    }
    return assignment.build();
  }

  private static OptionOverrideProto override(OptionValue value) {
    OptionOverrideProto.Builder field = OptionOverrideProto.newBuilder();
    switch (value) {
      case OptionValue.Text(String text) -> field.setStringField(text);
      case OptionValue.Flag(boolean flag) -> field.setBoolField(flag);
      case OptionValue.Whole(long whole) -> field.setIntField(whole);
      case OptionValue.Real(double real) -> field.setDoubleField(real);
    }
    return field.build();
  }

  private static void require(boolean holds, String constraint, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException(
          "compile options require " + constraint + ", got " + actual);
    }
  }
}

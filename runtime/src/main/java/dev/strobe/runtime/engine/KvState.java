package dev.strobe.runtime.engine;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.runtime.device.DeviceTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys and values of a batch of sequences on the device, at one capacity.
///
/// A step consumes the tensors and leaves new ones. When a step fails, the state is lost: it is
/// then [#isLost], and nothing but closing it is allowed. Used on the engine's thread only.
public final class KvState implements AutoCloseable {
  private final LoadedModel model;
  private final int batch;
  private List<DeviceTensor> tensors = List.of();
  private int capacity;
  private boolean lost;

  public KvState(LoadedModel model, int batch) {
    this.model = model;
    this.batch = batch;
  }

  /// Positions that fit, zero before the first step.
  public int capacity() {
    return capacity;
  }

  /// Whether a step failed and took the state with it.
  public boolean isLost() {
    return lost;
  }

  /// Bytes of the state on the device.
  public long bytes() {
    return tensors.stream().mapToLong(tensor -> tensor.type().byteSize()).sum();
  }

  /// What a step is given.
  ///
  /// @param tokens row-major `[batch, width]`, padded with any ids
  /// @param start position of each row's first token
  /// @param length valid tokens of each row
  /// @param targets ids like the tokens where probabilities are asked for, else none
  public record Inputs(int[] tokens, int[] start, int[] length, Optional<int[]> targets) {}

  /// Runs one step of `[batch, width]` tokens and returns its outputs, which the caller closes.
  public List<DeviceTensor> step(Inputs given, int at, Outputs outputs) {
    StepShape shape = model.shape(batch, given.tokens().length / batch, at, outputs);
    StepProgram program = model.program(shape);
    reserve(program, at);
    lost = true;
    List<DeviceTensor> inputs = new ArrayList<>();
    try {
      TensorType ids = TensorType.of(ElementType.S32, batch, shape.tokens());
      inputs.add(upload(ids, given.tokens()));
      inputs.add(upload(TensorType.of(ElementType.S32, batch), given.start()));
      inputs.add(upload(TensorType.of(ElementType.S32, batch), given.length()));
      given.targets().ifPresent(targets -> inputs.add(upload(ids, targets)));
      List<DeviceTensor> before = tensors;
      tensors = List.of();
      StepProgram.Result result = program.run(inputs, before);
      tensors = result.state();
      lost = false;
      return result.outputs();
    } finally {
      inputs.forEach(DeviceTensor::close);
    }
  }

  /// Makes the state fit the program's capacity: zeros at first, later a copy into larger caches.
  private void reserve(StepProgram program, int at) {
    if (lost) {
      throw new IllegalStateException(
          "sequence requires a new start, got one whose earlier step failed");
    }
    if (capacity == at) {
      return;
    }
    List<Parameter> parameters = program.state();
    List<DeviceTensor> before = tensors;
    tensors = capacity == 0 ? zeros(parameters) : model.runOnce(copy(before, parameters), before);
    capacity = at;
    before.forEach(DeviceTensor::close);
  }

  private List<DeviceTensor> zeros(List<Parameter> parameters) {
    long largest = parameters.stream().mapToLong(p -> p.tensor().byteSize()).max().orElse(0);
    MemorySegment zeros = MemorySegment.ofArray(new byte[Math.toIntExact(largest)]);
    List<DeviceTensor> made = new ArrayList<>();
    for (Parameter parameter : parameters) {
      TensorType type = parameter.tensor();
      made.add(model.device().upload(type, zeros.asSlice(0, type.byteSize())));
    }
    return made;
  }

  /// A program that copies each cache to the front of a larger one of zeros. Slot p stays slot p: a
  /// local layer's cache becomes a ring only when it was smaller than the ring before.
  private static Graph copy(List<DeviceTensor> from, List<Parameter> to) {
    GraphBuilder b = new GraphBuilder("grow");
    for (int i = 0; i < from.size(); i++) {
      String name = to.get(i).name();
      TensorType target = to.get(i).tensor();
      Value old = b.input(name, from.get(i).type());
      Value zero = b.constant(ElementType.S32, 0);
      boolean same = old.tensor().equals(target);
      Value grown =
          same
              ? old
              : b.dynamicUpdateSlice(b.splat(target, 0), old, List.of(zero, zero, zero, zero));
      b.result(name, grown);
    }
    return b.build();
  }

  private DeviceTensor upload(TensorType type, int[] values) {
    MemorySegment bytes = MemorySegment.ofArray(values);
    return model
        .device()
        .upload(type, bytes.asSlice(0, values.length * ValueLayout.JAVA_INT.byteSize()));
  }

  @Override
  public void close() {
    tensors.forEach(DeviceTensor::close);
    tensors = List.of();
    capacity = 0;
  }
}

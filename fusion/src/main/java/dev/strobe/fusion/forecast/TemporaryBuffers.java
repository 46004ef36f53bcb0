package dev.strobe.fusion.forecast;

import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.fusion.forecast.HeapClock.Life;
import dev.strobe.fusion.forecast.XlaArena.Candidate;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The intermediates of a program that need an arena, with the steps at which they live.
///
/// A result that is written late, or in the place of a whole parameter, has memory that is free
/// until then: intermediates that fit go there, the largest first, and are not in the arena.
final class TemporaryBuffers {
  private final FlatProgram program;
  private final StoredValues values;
  private final SharedBuffers shared;
  private final int end;

  /// By the value that brought the memory.
  private final Map<Integer, Buffer> memory = new HashMap<>();

  /// Of values and of what else gets memory for a while, by name.
  private final Map<String, Life> lives = new LinkedHashMap<>();

  /// The value that memory is first needed for, by name; numbers ascend as the program is written.
  private final Map<String, Integer> numbers = new HashMap<>();

  private final Set<Integer> outputs = new HashSet<>();
  private final List<Buffer> copies = new ArrayList<>();

  /// Memory of parameters that nobody reads, from when results are written there.
  private final List<Buffer> overwritten = new ArrayList<>();

  private TemporaryBuffers(FlatProgram program) {
    this.program = program;
    this.values = StoredValues.of(program);
    this.end = program.steps().size();
    Set<Integer> fixed = new HashSet<>();
    for (int i = 0; i < program.declared().size(); i++) {
      if (MemoryForecast.aliasedResult(program.declared().get(i)).isEmpty()) {
        fixed.add(program.parameters().get(i));
      }
    }
    this.shared = SharedBuffers.of(program, values, fixed);
  }

  /// What is in the arena, and the memory of results that is not a parameter's.
  record Found(List<Candidate> arena, List<ForecastBuffer> outputs) {}

  static Found of(FlatProgram program) {
    TemporaryBuffers buffers = new TemporaryBuffers(program);
    buffers.addProducts();
    buffers.addStored();
    buffers.markResults();
    List<Buffer> outputs = buffers.takeOutputs();
    List<Buffer> arena = buffers.inArena(outputs);
    HeapClock clock = buffers.clock(arena);
    return new Found(
        arena.stream().map(buffer -> buffers.candidate(buffer, clock)).toList(),
        outputs.stream()
            .map(buffer -> new ForecastBuffer(buffer, buffers.writer(buffer), OptionalLong.empty()))
            .toList());
  }

  private HeapClock clock(List<Buffer> arena) {
    Set<String> names = arena.stream().map(Buffer::id).collect(Collectors.toSet());
    return HeapClock.of(
        lives.values().stream()
            .filter(life -> names.contains(life.memory()))
            .sorted(Comparator.comparingLong(Life::from))
            .toList());
  }

  private Candidate candidate(Buffer buffer, HeapClock clock) {
    return new Candidate(
        buffer, clock.first(buffer.id()), clock.whole(buffer.id()), number(buffer), writer(buffer));
  }

  private Node writer(Buffer buffer) {
    return program.steps().get((int) buffer.lower()).node();
  }

  private int number(Buffer buffer) {
    return Objects.requireNonNull(numbers.get(buffer.id()));
  }

  private void addStored() {
    for (int at = 0; at < end; at++) {
      if (values.role(at) == FusionRole.ALIAS) {
        continue;
      }
      addInverse(at);
      for (int value : program.steps().get(at).results().asList()) {
        if (values.isStored(value)) {
          extend(value, at, values.lastRead(value) + 1);
        }
      }
    }
  }

  /// The inverse that a division multiplies by, in the memory of the divisor.
  private void addInverse(int at) {
    int divisor = values.divisor(at);
    if (divisor >= 0 && values.isStored(divisor) && !values.isInRoutine(at)) {
      lives.put("inverse#" + at, new Life(name(shared.owner(divisor)), at, at));
    }
  }

  private void extend(int value, int from, int to) {
    int owner = shared.owner(value);
    if (values.definition(owner) < 0) {
      return;
    }
    Buffer known = memory.get(owner);
    long lower = known == null ? from : known.lower();
    long upper = known == null ? to : Math.max(to, known.upper());
    numbers.put(name(owner), owner);
    lives.put(name(value), new Life(name(owner), from, to - 1L));
    memory.put(owner, new Buffer(name(owner), lower, upper, bytes(owner)));
  }

  private long bytes(int value) {
    return DeviceSize.of(program.type(value));
  }

  private String name(int value) {
    return program.name(values.definition(value), value);
  }

  /// Copies of operands that no routine reads as they are.
  private void addProducts() {
    for (int at = 0; at < end; at++) {
      Step step = program.steps().get(at);
      if (step.op() instanceof DotGeneralOp dot) {
        DotMemory memory = DotMemory.of(dot);
        addCopy(at, step.operands().get(0), memory.lhs());
        addCopy(at, step.operands().get(1), memory.rhs());
        if (!values.isInRoutine(at)) {
          addInOrder(at, step.operands().get(0));
          addInOrder(at, step.operands().get(1));
        }
      }
    }
  }

  /// A value that is computed for one reader is written in the order that the reader wants.
  private void addCopy(int at, int operand, long bytes) {
    int origin = values.origin(operand);
    int definition = values.definition(origin);
    boolean ordered =
        definition >= 0
            && values.role(definition).isFusible()
            && bytes == DeviceSize.of(program.type(origin));
    if (bytes > 0 && !ordered) {
      add(new Buffer("copy#%d of %d".formatted(at, operand), at, at + 1L, bytes), origin);
    }
  }

  private void add(Buffer copy, int value) {
    copies.add(copy);
    numbers.put(copy.id(), value);
    lives.put(copy.id(), new Life(copy.id(), copy.lower(), copy.upper() - 1));
  }

  /// The copy of a transposed state that products read, which lives until the last one has.
  private void addInOrder(int at, int operand) {
    int origin = values.origin(operand);
    int from = values.definition(origin);
    if (values.transposedUpdate(from) >= 0) {
      String name = "copy of " + name(origin);
      copies.removeIf(copy -> copy.id().equals(name));
      add(new Buffer(name, from, at + 1L, bytes(origin)), origin);
    }
  }

  private void markResults() {
    Map<Integer, Integer> donors = donors();
    for (int i = 0; i < program.results().length(); i++) {
      int value = values.origin(program.results().get(i));
      int owner = shared.owner(value);
      Integer donor = donors.get(i);
      if (donor != null && values.isOverwritten(donor) && values.definition(value) >= 0) {
        long from = values.definition(value);
        overwritten.add(new Buffer("donor#" + i, from, end, bytes(donor)));
      }
      if (values.definition(owner) < 0) {
        continue;
      }
      if (donor == null) {
        addOutput(value, owner);
      } else if (values.lastRead(donor) < values.definition(value)) {
        memory.remove(owner);
      } else {
        // It is copied into the donor's memory as soon as nobody reads that any more.
        extend(value, values.definition(value), values.lastRead(donor) + 1);
      }
    }
  }

  private void addOutput(int value, int owner) {
    Step step = program.steps().get(values.definition(value));
    boolean product = step.op() instanceof DotGeneralOp dot && DotMemory.of(dot).isVector();
    if (product) {
      long from = values.definition(value);
      add(new Buffer("product:" + name(value), from, end, bytes(value)), value);
    }
    if (outputs.add(owner)) {
      extend(value, values.definition(value), end);
    }
  }

  private Map<Integer, Integer> donors() {
    Map<Integer, Integer> donors = new HashMap<>();
    for (int i = 0; i < program.declared().size(); i++) {
      Parameter parameter = program.declared().get(i);
      OptionalInt result = MemoryForecast.aliasedResult(parameter);
      if (result.isPresent()) {
        donors.put(result.getAsInt(), program.parameters().get(i));
      }
    }
    return donors;
  }

  private List<Buffer> takeOutputs() {
    List<Buffer> written = new ArrayList<>();
    outputs.forEach(owner -> written.add(memory.remove(owner)));
    return written;
  }

  /// What finds no place in the memory of results, of which the smallest are tried first, and of
  /// those the last.
  private List<Buffer> inArena(List<Buffer> written) {
    Comparator<Buffer> largest = Comparator.comparingLong(Buffer::size).reversed();
    Comparator<Buffer> last = Comparator.comparingLong(Buffer::lower).reversed();
    List<Buffer> left = new ArrayList<>(memory.values());
    left.addAll(copies);
    left.removeIf(buffer -> buffer.size() == 0);
    left.sort(largest.thenComparingInt(this::number).thenComparing(Buffer::id));
    List<Guests> hosts =
        Stream.concat(written.stream(), overwritten.stream())
            .sorted(largest.reversed().thenComparing(last).thenComparing(Buffer::id))
            .map(Guests::new)
            .toList();
    left.removeIf(buffer -> hosts.stream().anyMatch(host -> host.admits(buffer)));
    return left;
  }

  /// What lives in a result's memory until the result does.
  private record Guests(Buffer host, List<Buffer> guests) {
    Guests(Buffer host) {
      this(host, new ArrayList<>(List.of(host)));
    }

    boolean admits(Buffer buffer) {
      boolean fits =
          buffer.size() <= host.size()
              && guests.stream()
                  .noneMatch(g -> g.lower() < buffer.upper() && buffer.lower() < g.upper());
      if (fits) {
        guests.add(buffer);
      }
      return fits;
    }
  }
}

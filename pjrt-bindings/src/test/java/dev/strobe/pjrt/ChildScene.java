package dev.strobe.pjrt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a [ChildJvm] does with a client, each a program of its own.
enum ChildScene {
  /// Ends like any program, with one of everything open and work under way.
  RETURN_WITH_OPEN_HANDLES {
    @Override
    void play(PjrtClient client) {
      openEverything(client);
      System.out.println("main returns");
    }
  },

  /// Ends in the middle of an execution that other threads await.
  EXIT_DURING_EXECUTION {
    @Override
    void play(PjrtClient client) throws InterruptedException {
      PjrtBuffer output = openEverything(client);
      for (int i = 0; i < 2; i++) {
        Thread.ofPlatform().start(output::await);
        Thread.ofVirtual().start(output::await);
      }
      Thread.sleep(100);
      System.out.println(output.readyEvent().isReady() ? "finished too early" : "exiting");
      System.exit(7);
    }
  },

  /// Executes a program that donates until it is killed.
  DONATE_FOREVER {
    @Override
    void play(PjrtClient client) {
      try (PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE)) {
        PjrtBuffer state = TestPrograms.upload(client, 1, 2, 3, 4);
        for (long step = 0; ; step++) {
          state = MemoryScenes.step(addOne, state);
          if (step == 1000) {
            System.out.println("donating");
          }
        }
      }
    }
  },

  /// Has a shutdown hook and waits, with an execution under way, until it is told to end.
  AWAIT_SIGNAL {
    @Override
    void play(PjrtClient client) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("the hook ran")));
      openEverything(client);
      System.out.println("waiting");
      Thread.sleep(60_000);
    }
  },

  /// Relies on the JVM's own signal handling, interpreted and compiled.
  FAULTS_OF_THE_JVM {
    @Override
    void play(PjrtClient client) {
      openEverything(client);
      int nulls = 0;
      int overflows = 0;
      for (int i = 0; i < 200_000; i++) {
        nulls += throwsOnNull(i % 1000 == 0 ? Optional.empty() : Optional.of("text"));
        overflows += i % 50_000 == 0 ? overflows() : 0;
      }
      System.out.println(nulls + " nulls, " + overflows + " overflows");
    }
  },

  /// Does nothing but open the client.
  OPEN_CLIENT {
    @Override
    void play(PjrtClient client) {
      System.out.println("opened");
      client.close();
    }
  },

  COMPILE_CYCLES {
    @Override
    void play(PjrtClient client) {
      MemoryScenes.compileCycles(client);
    }
  },

  DONATING_STEPS {
    @Override
    void play(PjrtClient client) {
      MemoryScenes.donatingSteps(client);
    }
  },

  CLIENT_CYCLES {
    @Override
    void play(PjrtClient client) {
      client.close();
      MemoryScenes.clientCycles(client.plugin());
    }
  };

  abstract void play(PjrtClient client) throws InterruptedException;

  /// Keeps what is opened from the garbage collector.
  private static final List<Object> OPEN = new ArrayList<>();

  /// The result of work that takes seconds, with a client, executable, buffers and events open.
  private static PjrtBuffer openEverything(PjrtClient client) {
    PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(1024, 200));
    PjrtBuffer input = EventTest.square(client, 1024);
    PjrtExecution execution =
        power.launch(List.of(List.of(input)), ExecuteOptions.defaults().withCompletionEvents());
    PjrtBuffer output = execution.outputs().getFirst().getFirst();
    PjrtEvent ready = output.readyEvent();
    ready.onReady(_ -> {});
    HostMemory memory = HostMemory.allocate(4 * 1024 * 1024);
    PjrtEvent copy = output.startCopyToHost(memory, 0);
    OPEN.addAll(List.of(client, power, input, execution, ready, memory, copy));
    return output;
  }

  private static int throwsOnNull(Optional<String> text) {
    try {
      // The JVM finds the null by a fault of the processor once this is compiled.
      return text.orElse(null).length() < 0 ? 1 : 0;
    } catch (NullPointerException _) {
      return 1;
    }
  }

  private static int overflows() {
    try {
      return deeper(1);
    } catch (StackOverflowError _) {
      return 1;
    }
  }

  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  public static void main(String[] arguments) throws InterruptedException {
    valueOf(arguments[0]).play(TestPlugins.valueOf(arguments[1]).client(1));
  }
}

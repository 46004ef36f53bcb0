package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Arguments that a program consumes.
class DonationTest {
  @ParameterizedTest
  @EnumSource
  void anAliasedArgumentIsConsumedAndItsMemoryReused(TestPlugins which) {
    consumes(which, "tf.aliasing_output = 0 : i32");
  }

  @ParameterizedTest
  @EnumSource
  void aDonorIsConsumedAndItsMemoryReused(TestPlugins which) {
    consumes(which, "jax.buffer_donor = true");
  }

  private static void consumes(TestPlugins which, String attribute) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable sum = TestPrograms.compile(client, sum(attribute, "", 4096));
        PjrtBuffer first = TestPrograms.upload(client, TestPrograms.filled(4096, 3));
        PjrtBuffer second = TestPrograms.upload(client, TestPrograms.filled(4096, 4))) {
      assertEquals(4 * 4096, sum.program().memoryStats().aliasBytes());
      long address = first.unsafePointer();
      try (PjrtBuffer output = sum.execute(List.of(first, second)).getFirst()) {
        output.await();
        assertEquals(address, output.unsafePointer());
        assertTrue(first.isDeleted());
        assertFalse(second.isDeleted());
        assertArrayEquals(TestPrograms.filled(4096, 7), TestPrograms.read(output));
      }
      refuses(sum, List.of(first, second), "argument 0 to be a live buffer, got a donated one");
      refuses(sum, List.of(second, first), "argument 1 to be a live buffer, got a donated one");
      assertTrue(second.isLive(), "a refused execution consumed its other argument");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aParameterNamedNonDonatableIsKept(TestPlugins which) {
    ExecuteOptions keep = ExecuteOptions.defaults().withNonDonatable(Set.of(0));
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE);
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4)) {
      try (PjrtBuffer kept = addOne.execute(List.of(input), keep).getFirst()) {
        assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(kept));
      }
      assertFalse(input.isDeleted());
      assertArrayEquals(new float[] {1, 2, 3, 4}, TestPrograms.read(input));
      try (PjrtBuffer consumed = addOne.execute(List.of(input)).getFirst()) {
        assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(consumed));
      }
      assertTrue(input.isDeleted());
      assertThrows(
          IllegalArgumentException.class,
          () -> addOne.execute(List.of(input), keep.withNonDonatable(Set.of(1))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneBufferCannotBeDonatedTwiceInACallNorPassedBesides(TestPlugins which) {
    String donor = "jax.buffer_donor = true";
    try (PjrtClient client = which.client(1);
        PjrtExecutable one = TestPrograms.compile(client, sum(donor, "", 4));
        PjrtExecutable both = TestPrograms.compile(client, sum(donor, donor, 4));
        PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtBuffer other = TestPrograms.upload(client, 1, 2, 3, 4)) {
      refuses(both, List.of(buffer, buffer), "argument 1 to be a buffer of its own");
      refuses(one, List.of(buffer, buffer), "argument 1 to be a buffer of its own");
      assertArrayEquals(new float[] {1, 2, 3, 4}, TestPrograms.read(buffer));
      try (PjrtBuffer output = both.execute(List.of(buffer, other)).getFirst()) {
        assertArrayEquals(new float[] {2, 4, 6, 8}, TestPrograms.read(output));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyThreadsThatDonateABufferOneSucceeds(TestPlugins which) throws Exception {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE);
        var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 50; round++) {
        try (PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4)) {
          CountDownLatch start = new CountDownLatch(1);
          Callable<Integer> donation =
              () -> {
                start.await();
                return succeeds(addOne, input);
              };
          List<Future<Integer>> attempts = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            attempts.add(threads.submit(donation));
          }
          start.countDown();
          int successes = 0;
          for (Future<Integer> attempt : attempts) {
            successes += attempt.get();
          }
          assertEquals(1, successes);
        }
      }
    }
  }

  /// 1 with the right result, 0 if the buffer was refused.
  private static int succeeds(PjrtExecutable addOne, PjrtBuffer input) {
    List<PjrtBuffer> outputs;
    try {
      outputs = addOne.execute(List.of(input));
    } catch (IllegalArgumentException e) {
      assertTrue(e.toString().contains("got a donated one"), e.toString());
      return 0;
    }
    try (PjrtBuffer output = outputs.getFirst()) {
      assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
      return 1;
    }
  }

  private static void refuses(
      PjrtExecutable executable, List<PjrtBuffer> arguments, String reason) {
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> executable.execute(arguments))
            .toString();
    assertTrue(refusal.contains(reason), refusal);
  }

  /// Adds two arrays with these attributes on them.
  private static PjrtProgram sum(String first, String second, int size) {
    String type = "tensor<" + size + "xf32>";
    String parameters = "%a: " + type + " {" + first + "}, %b: " + type + " {" + second + "}";
    return PjrtProgram.mlir(
        """
        module @sum { func.func public @main(%s) -> %s {
          %%0 = stablehlo.add %%a, %%b : %s
          return %%0 : %s } }
        """
            .formatted(parameters, type, type, type));
  }
}

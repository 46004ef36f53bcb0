package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HandlesReturnedTest {
  @Test
  void watchesEveryTestAndNamesWhatIsLeftOpen(HandlesReturned extension) {
    try (FakePlugin fake = new FakePlugin()) {
      try (PjrtClient client = fake.client()) {
        client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
        AssertionError failure =
            assertThrows(AssertionError.class, () -> extension.requireReturned("this test"));
        assertTrue(failure.toString().contains("this test left open"), failure.toString());
        assertTrue(failure.toString().contains("BUFFER=1"), failure.toString());
      }
      extension.requireReturned("this test");
    }
  }
}

package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultInjectionTest {
  /// Read through [PjrtDevice] where the header has them; nothing of ours asks for these yet.
  private static final Set<Slot> ONLY_AFTER_A_FAULT =
      EnumSet.of(Slot.ERROR_MESSAGE, Slot.ERROR_GET_CODE, Slot.ERROR_DESTROY);

  @Test
  void everythingIsGivenBackWhenNothingFails() {
    try (FakePlugin fake = new FakePlugin()) {
      FakeScenario.run(fake);
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  @Test
  void theScenarioCallsEveryFunctionThatWeBind() {
    try (FakePlugin fake = new FakePlugin()) {
      FakeScenario.run(fake);
      Set<Slot> missed = EnumSet.allOf(Slot.class);
      missed.removeAll(fake.calls());
      assertEquals(ONLY_AFTER_A_FAULT, missed);
    }
  }

  @Test
  void aFaultInAnyCallEndsInOneExceptionAndLeavesNothingBehind() {
    int calls = callsWithoutFault();
    for (int call = 1; call <= calls; call++) {
      try (FakePlugin fake = new FakePlugin().failingAt(call)) {
        PjrtException failure =
            assertThrows(PjrtException.class, () -> FakeScenario.run(fake), "call " + call);
        assertEquals(PjrtErrorCode.INTERNAL, failure.code().orElseThrow());
        assertTrue(
            failure.pluginMessage().startsWith("injected into call " + call + ","),
            failure.getMessage());
        assertEquals(Map.of(), fake.outstanding(), failure.getMessage());
      }
    }
  }

  private static int callsWithoutFault() {
    try (FakePlugin fake = new FakePlugin()) {
      FakeScenario.run(fake);
      return fake.fallibleCalls();
    }
  }
}

package dev.strobe.runtime.compile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.runtime.device.MemoryReport;
import org.junit.jupiter.api.Test;

class DonationCheckTest {
  @Test
  void refusesStateThatIsNotKeptInPlace() {
    var e =
        assertThrows(InvalidOpException.class, () -> DonationCheck.require(program(), aliased(16)));
    assertEquals(
        "donation requires 32 bytes in place for state cache.keys, cache.values, got 16 from the"
            + " backend",
        e.getMessage());
  }

  @Test
  void acceptsStateInPlaceAndABackendThatDoesNotTell() {
    assertDoesNotThrow(() -> DonationCheck.require(program(), aliased(32)));
    assertDoesNotThrow(() -> DonationCheck.require(program(), MemoryReport.NONE));
  }

  private static Program program() {
    TensorType type = TensorType.of(ElementType.F32, 4);
    GraphBuilder b = new GraphBuilder("step");
    b.result("keys", b.negate(b.state("cache.keys", type, 0)));
    b.result("values", b.negate(b.state("cache.values", type, 1)));
    return Program.of(b.build());
  }

  private static MemoryReport aliased(long bytes) {
    return new MemoryReport(32, 32, bytes, 0, 0, 0);
  }
}

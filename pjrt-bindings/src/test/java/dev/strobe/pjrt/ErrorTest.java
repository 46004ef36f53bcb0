package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.pjrt.raw.Pjrt;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTest {
  @ParameterizedTest
  @EnumSource
  void everyCodeArrivesWithThePluginsWords(PjrtErrorCode code) throws Exception {
    try (FakePlugin fake = new FakePlugin()) {
      String words = "words of " + code + ": ü, 日本";
      PjrtException failure = provoke(fake, code.number(), words);
      assertEquals(code, failure.code().orElseThrow());
      assertEquals(words, failure.pluginMessage());
      assertEquals("PJRT_Client_LookupDevice", failure.function());
      assertEquals(
          code.number(), Pjrt.class.getMethod("PJRT_Error_Code_" + code.name()).invoke(null));
    }
  }

  @Test
  void allCodesOfTheHeaderAreMapped() {
    long inHeader =
        Arrays.stream(Pjrt.class.getMethods())
            .filter(method -> method.getName().startsWith("PJRT_Error_Code_"))
            .count();
    assertEquals(inHeader, PjrtErrorCode.values().length + 1, "all but OK");
  }

  @Test
  void anUnknownCodeIsKeptAsANumber() {
    try (FakePlugin fake = new FakePlugin()) {
      PjrtException failure = provoke(fake, 4711, "new");
      assertEquals(Optional.empty(), failure.code());
      assertEquals(4711, failure.codeNumber());
      assertEquals(
          "PJRT_Client_LookupDevice failed with error code 4711: new", failure.getMessage());
    }
  }

  @Test
  void anErrorIsReadAndDestroyedOnceAndASuccessNeverIs() {
    try (FakePlugin fake = new FakePlugin()) {
      provoke(fake, 3, "x");
      assertEquals(1, fake.count(Slot.ERROR_MESSAGE));
      assertEquals(1, fake.count(Slot.ERROR_GET_CODE));
      assertEquals(1, fake.count(Slot.ERROR_DESTROY));
      assertEquals(Map.of(), fake.outstanding());
    }
    try (FakePlugin fake = new FakePlugin()) {
      FakeScenario.run(fake);
      assertEquals(0, fake.count(Slot.ERROR_DESTROY));
    }
  }

  @Test
  void anErrorWithoutWordsIsStillAnError() {
    try (FakePlugin fake = new FakePlugin()) {
      assertEquals("", provoke(fake, 2, "").pluginMessage());
    }
  }

  @Test
  void aPluginThatFailsToTellTheCodeIsUnknown() {
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(Slot.ERROR_GET_CODE, _ -> fake.error(13, "no code"));
      assertEquals(PjrtErrorCode.UNKNOWN, provoke(fake, 3, "x").code().orElseThrow());
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  private static PjrtException provoke(FakePlugin fake, int code, String words) {
    fake.replacing(Slot.CLIENT_LOOKUP_DEVICE, _ -> fake.error(code, words));
    try (PjrtClient client = fake.client()) {
      return assertThrows(PjrtException.class, () -> client.device(0));
    }
  }
}

package dev.strobe.runtime.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Known answers are the ones published with the Random123 library for philox4x32, ten rounds.
class PhiloxTest {

  @Test
  void answersTheKnownZeroVector() {
    assertArrayEquals(
        new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
        generate(new int[] {0, 0, 0, 0}, 0, 0));
  }

  @Test
  void answersTheKnownVectorOfOnes() {
    assertArrayEquals(
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
        generate(new int[] {-1, -1, -1, -1}, -1, -1));
  }

  @Test
  void answersTheKnownVectorOfPi() {
    assertArrayEquals(
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
        generate(
            new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0));
  }

  @Test
  void takesItsUniformFromTheFirstTwoWords() {
    long upper53 = 0x6627e8d5_e169c58dL >>> 11;
    assertEquals(upper53 / (double) (1L << 53), Philox.uniform(0, 0, 0));
  }

  @Test
  void putsSeedIntoTheKeyAndPositionThenSequenceIntoTheCounter() {
    int[] words = generate(new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 7, 8);
    long bits = (words[0] & 0xFFFF_FFFFL) << 32 | (words[1] & 0xFFFF_FFFFL);
    assertEquals(
        (bits >>> 11) * 0x1p-53,
        Philox.uniform(0x00000008_00000007L, 0x03707344_13198a2eL, 0x85a308d3_243f6a88L));
  }

  @Test
  void givesDifferentNumbersInTheUnitIntervalForEveryPlace() {
    Set<Double> numbers = new HashSet<>();
    for (long seed = 0; seed < 5; seed++) {
      for (long sequence = 0; sequence < 5; sequence++) {
        for (long position = 0; position < 200; position++) {
          double number = Philox.uniform(seed, sequence, position);
          assertTrue(number >= 0 && number < 1);
          numbers.add(number);
        }
      }
    }
    assertEquals(5 * 5 * 200, numbers.size());
  }

  private static int[] generate(int[] words, int key0, int key1) {
    Philox.generate(words, key0, key1);
    return words;
  }
}

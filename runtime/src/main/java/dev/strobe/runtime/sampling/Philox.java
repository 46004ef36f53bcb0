package dev.strobe.runtime.sampling;

/// The counter-based generator Philox4x32 with ten rounds: a number for each (seed, sequence,
/// position), without any state.
///
/// The key is the seed, low word first; the counter is position then sequence, each low word first.
/// Source: Salmon, Moraes, Dror and Shaw, 'Parallel random numbers: as easy as 1, 2, 3' (2011).
public final class Philox {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long LOW = 0xFFFF_FFFFL;

  private Philox() {}

  /// A number in [0, 1): the upper 53 bits of the first two output words (the first is the higher)
  /// times 2^-53. It is the same on every machine.
  public static double uniform(long seed, long sequence, long position) {
    int[] words = {
      (int) position, (int) (position >>> 32), (int) sequence, (int) (sequence >>> 32)
    };
    generate(words, (int) seed, (int) (seed >>> 32));
    long bits = (words[0] & LOW) << 32 | (words[1] & LOW);
    return (bits >>> 11) * 0x1p-53;
  }

  /// Turns the four words of a counter into four words of output, in place.
  static void generate(int[] words, int key0, int key1) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (words[0] & LOW);
      long product1 = MULTIPLIER_1 * (words[2] & LOW);
      words[0] = (int) (product1 >>> 32) ^ words[1] ^ (key0 + round * WEYL_0);
      words[1] = (int) product1;
      words[2] = (int) (product0 >>> 32) ^ words[3] ^ (key1 + round * WEYL_1);
      words[3] = (int) product0;
    }
  }
}

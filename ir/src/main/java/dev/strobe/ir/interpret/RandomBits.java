package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngBitGeneratorOp.Algorithm;
import java.util.List;

/// The `rng_bit_generator` op with the bits that XLA gives, in the order in which it gives them.
///
/// Both generators encrypt a counter with a key. Elements of less than 32 bits are the low bits of
/// a 32-bit one. Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3 (SC 2011).
final class RandomBits {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  private static final long LOW = 0xFFFFFFFFL;

  private RandomBits() {}

  static List<Tensor> generate(RngBitGeneratorOp op, Tensor state) {
    int words = state.size();
    if (words != 2 && words != 3) {
      throw new UnsupportedOperationException(
          "rng_bit_generator requires a state of 2 or 3 words to be interpreted, got "
              + state.type());
    }
    // The default is XLA's on the CPU.
    return op.algorithm() == Algorithm.THREE_FRY
        ? threeFry(op.output(), state)
        : philox(op.output(), state);
  }

  private static List<Tensor> threeFry(TensorType type, Tensor state) {
    Tensor out = Tensor.zeros(type);
    Tensor next = state.copy();
    long key = state.word(0);
    long counter = state.word(1);
    if (type.element().bits() == 64) {
      for (int i = 0; i < out.size(); i++) {
        out.setWord(i, threeFry(counter + i, key));
      }
      next.setWord(1, counter + out.size());
      return List.of(next, out);
    }
    Halves halves = Halves.of(type);
    for (int i = 0; i < out.size(); i++) {
      long pair = threeFry(counter + halves.block(i), key);
      out.setWord(i, halves.isSecond(i) ? pair >>> 32 : pair & LOW);
    }
    next.setWord(1, counter + halves.blocks);
    return List.of(next, out);
  }

  /// Twenty rounds on the two halves of the counter.
  private static long threeFry(long counter, long key) {
    int[] keys = {(int) key, (int) (key >>> 32), PARITY ^ (int) key ^ (int) (key >>> 32)};
    int a = (int) counter + keys[0];
    int b = (int) (counter >>> 32) + keys[1];
    for (int round = 0; round < 5; round++) {
      for (int rotation : ROTATIONS[round % 2]) {
        a += b;
        b = Integer.rotateLeft(b, rotation) ^ a;
      }
      a += keys[(round + 1) % 3];
      b += keys[(round + 2) % 3] + round + 1;
    }
    return word(a, b);
  }

  private static List<Tensor> philox(TensorType type, Tensor state) {
    Tensor out = Tensor.zeros(type);
    Tensor next = state.copy();
    boolean whole = state.size() == 3;
    // A state of two words has the key for the upper half of the counter.
    long low = state.word(1);
    long high = state.word(whole ? 2 : 0);
    int perBlock = type.element().bits() == 64 ? 2 : 4;
    int blocks = Math.ceilDiv(out.size(), perBlock);
    for (int block = 0; block < blocks; block++) {
      int[] bits = philox(low + block, high + carry(low, block), state.word(0));
      for (int i = 0; i < perBlock && block * perBlock + i < out.size(); i++) {
        long word = perBlock == 4 ? bits[i] : word(bits[2 * i], bits[2 * i + 1]);
        out.setWord(block * perBlock + i, word);
      }
    }
    next.setWord(1, low + blocks);
    if (whole) {
      next.setWord(2, high + carry(low, blocks));
    }
    return List.of(next, out);
  }

  /// Ten rounds on the four quarters of the counter.
  private static int[] philox(long low, long high, long key) {
    int[] x = {(int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32)};
    int first = (int) key;
    int second = (int) (key >>> 32);
    for (int round = 0; round < 10; round++) {
      long a = (x[0] & LOW) * 0xD2511F53L;
      long b = (x[2] & LOW) * 0xCD9E8D57L;
      x =
          new int[] {
            (int) (b >>> 32) ^ x[1] ^ first, (int) b, (int) (a >>> 32) ^ x[3] ^ second, (int) a
          };
      first += 0x9E3779B9;
      second += 0xBB67AE85;
    }
    return x;
  }

  private static long carry(long low, long added) {
    return Long.compareUnsigned(low + added, low) < 0 ? 1 : 0;
  }

  private static long word(int low, int high) {
    return (long) high << 32 | low & LOW;
  }

  /// How elements share the two words of a block: neighbours along the first axis of even size, or
  /// else along the first of the longest.
  ///
  /// @param size of that axis
  /// @param inner elements of one index of that axis
  /// @param blocks how many blocks there are
  private record Halves(int size, int inner, int blocks) {
    static Halves of(TensorType type) {
      if (type.isScalar()) {
        return new Halves(1, 1, 1);
      }
      int axis = axis(type);
      long inner = type.dims().subArray(axis + 1, type.rank()).stream().reduce(1, (a, b) -> a * b);
      long outer = type.dims().subArray(0, axis).stream().reduce(1, (a, b) -> a * b);
      long size = type.dim(axis);
      return new Halves((int) size, (int) inner, (int) (outer * Math.ceilDiv(size, 2) * inner));
    }

    private static int axis(TensorType type) {
      int longest = 0;
      for (int d = 0; d < type.rank(); d++) {
        if (type.dim(d) % 2 == 0) {
          return d;
        }
        longest = type.dim(d) > type.dim(longest) ? d : longest;
      }
      return longest;
    }

    int block(int element) {
      int outer = element / inner / size;
      int index = element / inner % size;
      return (outer * Math.ceilDiv(size, 2) + index / 2) * inner + element % inner;
    }

    boolean isSecond(int element) {
      return element / inner % size % 2 == 1;
    }
  }
}

package dev.strobe.runtime.checkpoint;

import static dev.strobe.runtime.checkpoint.GgufFileBuilder.concat;
import static dev.strobe.runtime.checkpoint.GgufFileBuilder.ints;
import static dev.strobe.runtime.checkpoint.GgufFileBuilder.longs;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GgufBadInputTest {
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("bad.gguf");
  }

  @Test
  void refusesOtherVersionsAndByteOrders() {
    refused(new GgufFileBuilder().version(1), "at offset 4 requires GGUF version 2 or 3", "got 1");
    refused(new GgufFileBuilder().version(0x03000000), "got a big-endian file");
  }

  @Test
  void refusesAFileCutAnywhere() {
    byte[] whole = Fixtures.bytes("sample.gguf");
    for (int length = 4; length < whole.length; length += 7) {
      Refusals.assertRefused(file, Arrays.copyOf(whole, length));
    }
    Refusals.assertRefused(file, Arrays.copyOf(whole, whole.length - 1), "tensor brain at offset");
  }

  @Test
  void refusesCountsThatTheFileCannotHold() {
    refused(new GgufFileBuilder().rawCounts(0, 1), "tensors, got 1");
    refused(new GgufFileBuilder().rawCounts(0, -1), "tensors, got 18446744073709551615");
    refused(
        new GgufFileBuilder().rawCounts(Long.MAX_VALUE, 0), "key-values, got 9223372036854775807");
    refused(
        new GgufFileBuilder().rawCounts(Long.MIN_VALUE, 0), "key-values, got 9223372036854775808");
  }

  @Test
  void refusesTextsLongerThanTheFile() {
    for (long length : new long[] {100, 1L << 40, -1, Long.MIN_VALUE, Integer.MAX_VALUE}) {
      refused(
          new GgufFileBuilder().rawValue("k", STRING, longs(length)),
          "requires a text of at most 0 bytes, got " + Long.toUnsignedString(length));
    }
  }

  @Test
  void refusesArraysLongerThanTheFile() {
    for (int type : new int[] {0, 4, 6, 7, 8, 9, 12}) {
      for (long length : new long[] {3, 1L << 61, -1, Long.MAX_VALUE}) {
        refused(
            new GgufFileBuilder().rawValue("k", ARRAY, concat(ints(type), longs(length))),
            "requires an array of at most 0 elements, got " + Long.toUnsignedString(length));
      }
    }
  }

  @Test
  void refusesDeepArrays() {
    byte[][] levels = new byte[50_000][];
    Arrays.fill(levels, concat(ints(ARRAY), longs(1)));
    refused(new GgufFileBuilder().rawValue("k", ARRAY, concat(levels)), "arrays at most 4 deep");
  }

  @Test
  void refusesUnknownValueTypesAndTruthValues() {
    refused(
        new GgufFileBuilder().rawValue("k", 13, new byte[0]), "value type from 0 to 12, got 13");
    refused(new GgufFileBuilder().rawValue("k", -1, new byte[0]), "got 4294967295");
    refused(new GgufFileBuilder().rawValue("k", 7, new byte[] {2}), "truth value of 0 or 1, got 2");
  }

  @Test
  void refusesDuplicateNames() {
    refused(
        new GgufFileBuilder().u32("k", 1).u32("k", 2),
        "key k at offset 41 requires a name of its own");
    refused(
        new GgufFileBuilder().f32Tensor("w", new long[] {1}, 1).f32Tensor("w", new long[] {1}, 1),
        "tensor w at offset",
        "requires a name of its own");
  }

  @Test
  void refusesAlignmentsThatAreNoPowersOfTwo() {
    for (long alignment : new long[] {0, 24, 1L << 31}) {
      refused(
          new GgufFileBuilder().u32("general.alignment", alignment),
          "key general.alignment requires a power of two",
          "got " + alignment);
    }
    refused(new GgufFileBuilder().string("general.alignment", "32"), "requires a power of two");
  }

  @Test
  void namesTheEncodingsItDoesNotRead() {
    byte[] data = new byte[512];
    refused(
        new GgufFileBuilder().tensor("w", new long[] {256}, 16, data),
        "tensor w at offset 24 requires one of the encodings [F32, F16",
        "got IQ2_XXS (ggml type 16)");
    refused(new GgufFileBuilder().tensor("w", new long[] {32}, 39, data), "got MXFP4");
    refused(new GgufFileBuilder().tensor("w", new long[] {32}, 4, data), "got Q4_2");
    refused(new GgufFileBuilder().tensor("w", new long[] {32}, 999, data), "got unknown");
    refused(new GgufFileBuilder().tensor("w", new long[] {32}, -1, data), "type 4294967295");
  }

  @Test
  void refusesExtentsThatOverflow() {
    byte[] data = new byte[64];
    long[][] shapes = {
      {Long.MAX_VALUE}, {1L << 32, 1L << 32}, {1L << 30, 1L << 30, 1L << 4}, {-1}, {4, -4}
    };
    for (long[] shape : shapes) {
      refused(
          new GgufFileBuilder().tensor("w", shape, 0, data), "tensor w", "extents whose product");
    }
    refused(
        new GgufFileBuilder().tensor("w", new long[] {1L << 40}, 0, data), "bytes within the file");
    refused(new GgufFileBuilder().tensor("w", new long[5], 0, data), "at most 4 axes, got 5");
  }

  @Test
  void refusesRowsOfBrokenBlocks() {
    refused(
        new GgufFileBuilder().tensor("w", new long[] {32, 31}, 8, new byte[34 * 31]),
        "tensor w",
        "rows of a multiple of 32 elements for Q8_0, got 31 elements");
  }

  @Test
  void refusesDataOutsideTheFileOrUnaligned() {
    long[] one = {8};
    byte[] data = new byte[32];
    refused(new GgufFileBuilder().rawTensor("w", one, 0, data, 33), "multiple of 32, got 33");
    refused(new GgufFileBuilder().rawTensor("w", one, 0, data, -32), "got 18446744073709551584");
    refused(new GgufFileBuilder().rawTensor("w", one, 0, data, 1L << 40), "got 1099511627776");
    refused(
        new GgufFileBuilder().rawTensor("w", one, 0, data, 32),
        "tensor w at offset 96 requires bytes within the file of 96 bytes",
        "got 32 bytes from 96");
  }

  @Test
  void refusesTensorsThatOverlap() {
    refused(
        new GgufFileBuilder()
            .tensor("a", new long[] {16}, 0, new byte[64])
            .rawTensor("b", new long[] {8}, 0, new byte[32], 32),
        "tensor b at offset",
        "an overlap with a");
  }

  @Test
  void keepsHostileNamesOnOneLine() {
    String name = "a\nb\u0000\u2028c" + "x".repeat(5_000);
    byte[] bytes = new GgufFileBuilder().tensor(name, new long[] {8}, 4, new byte[64]).bytes();
    Refusals.assertRefused(file, bytes, "a\uFFFDb\uFFFD\uFFFDcxxx");
  }

  private void refused(GgufFileBuilder builder, String... words) {
    Refusals.assertRefused(file, builder.bytes(), words);
  }
}

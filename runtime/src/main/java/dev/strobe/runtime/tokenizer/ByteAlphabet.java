package dev.strobe.runtime.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The printable character that byte-level vocabularies write for each byte, as GPT-2 chose them:
/// printable Latin-1 characters stand for themselves, the other bytes, in order, for U+0100
/// onwards.
final class ByteAlphabet {
  private static final int CHARACTERS = 0x144;
  private static final short[] BYTES = new short[CHARACTERS];

  static {
    Arrays.fill(BYTES, (short) -1);
    int next = 0x100;
    for (int b = 0; b < 0x100; b++) {
      boolean printable = (b > ' ' && b < 0x7F) || (b > 0xA0 && b != 0xAD);
      BYTES[printable ? b : next++] = (short) b;
    }
  }

  private ByteAlphabet() {}

  /// The bytes that `token` spells; its UTF-8 form if a character is none of the alphabet's.
  static byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = token.charAt(i);
      if (c >= CHARACTERS || BYTES[c] < 0) {
        return token.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) BYTES[c];
    }
    return bytes;
  }
}

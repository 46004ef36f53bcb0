package dev.strobe.runtime.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/// The bytes that each token stands for in decoded text.
///
/// Ids that the vocabulary does not know stand for nothing: models often have more logits than
/// their tokenizer has tokens.
final class TokenBytes {
  /// How a vocabulary spells bytes in its tokens' texts.
  enum Spelling {
    /// One printable character for each byte.
    BYTE_LEVEL,
    /// Text with U+2581 for a space.
    MARKED_SPACES,
    /// The text itself.
    PLAIN
  }

  private final List<String> tokens;
  private final Spelling spelling;
  private final BitSet verbatim;
  private final BitSet control;

  /// @param tokens text of each token by id; empty where there is none
  /// @param spelling of all tokens but those in `verbatim`
  /// @param verbatim tokens whose text is what they stand for
  /// @param control tokens that a reader may want left out
  TokenBytes(List<String> tokens, Spelling spelling, BitSet verbatim, BitSet control) {
    this.tokens = tokens;
    this.spelling = spelling;
    this.verbatim = verbatim;
    this.control = control;
  }

  int size() {
    return tokens.size();
  }

  boolean isControl(int id) {
    return control.get(id);
  }

  /// What `id` stands for; empty for ids past the vocabulary.
  byte[] of(int id) {
    if (id < 0) {
      throw new TokenizerException("decode requires token ids of 0 or more, got " + id);
    }
    if (id >= tokens.size()) {
      return new byte[0];
    }
    String text = tokens.get(id);
    if (verbatim.get(id)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return switch (spelling) {
      case BYTE_LEVEL -> ByteAlphabet.bytes(text);
      case MARKED_SPACES -> marked(text);
      case PLAIN -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  /// All bytes of `ids` in order.
  byte[] of(int[] ids, boolean skipControl) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * ids.length);
    for (int id : ids) {
      byte[] each = of(id);
      if (!(skipControl && isControl(id))) {
        bytes.writeBytes(each);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] marked(String text) {
    if (text.length() == 6 && text.startsWith("<0x") && text.endsWith(">")) {
      int high = Character.digit(text.charAt(3), 16);
      int low = Character.digit(text.charAt(4), 16);
      if (high >= 0 && low >= 0) {
        return new byte[] {(byte) (high << 4 | low)};
      }
    }
    return text.replace(GgufTokenizerJson.SPACE_MARK, ' ').getBytes(StandardCharsets.UTF_8);
  }
}

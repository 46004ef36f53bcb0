package dev.strobe.runtime.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Decodes tokens as they come and never gives out half a character.
///
/// Bytes of a character that is not complete stay behind until it is; bytes that can no longer
/// become one turn into U+FFFD. All that [#push] and [#flush] gave, joined, equals what
/// [Tokenizer#decode] makes of the same ids. For one thread.
public final class IncrementalDecoder {
  private static final int LONGEST_CHARACTER = 4;

  private final TokenBytes tokens;
  private final boolean skipControl;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] held = new byte[0];

  IncrementalDecoder(TokenBytes tokens, boolean skipControl) {
    this.tokens = tokens;
    this.skipControl = skipControl;
  }

  /// The text that `id` completes; often empty.
  public String push(int id) {
    byte[] bytes = tokens.of(id);
    if (skipControl && tokens.isControl(id)) {
      return "";
    }
    return decode(bytes, false);
  }

  /// What is left over, with U+FFFD for an incomplete character; the decoder then starts afresh.
  public String flush() {
    String rest = decode(new byte[0], true);
    utf8.reset();
    return rest;
  }

  private String decode(byte[] more, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(held.length + more.length).put(held).put(more).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_CHARACTER);
    utf8.decode(in, out, last);
    if (last) {
      utf8.flush(out);
    }
    held = new byte[in.remaining()];
    in.get(held);
    return out.flip().toString();
  }
}

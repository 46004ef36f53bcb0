package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The envelope around a plugin's serialised program: a plugin runs machine code from a damaged
/// file or another build without a word. Layout: magic, SHA-256 of what follows, length of the
/// plugin's identity, the identity, the plugin's bytes.
final class SerializedProgram {
  private static final byte[] MAGIC = "strobe-x".getBytes(UTF_8);
  private static final int DIGEST_SIZE = 32;
  private static final int HEADER_SIZE = MAGIC.length + DIGEST_SIZE;

  private SerializedProgram() {}

  static byte[] wrap(PluginApi plugin, MemorySegment program) {
    byte[] identity = plugin.identity().getBytes(UTF_8);
    long size = HEADER_SIZE + Integer.BYTES + identity.length + program.byteSize();
    if (size > Integer.MAX_VALUE - 8) {
      throw new UnsupportedOperationException(
          "serialize requires a program below 2 GiB, got " + program.byteSize() + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    bytes.position(HEADER_SIZE);
    bytes.putInt(identity.length).put(identity).put(program.asByteBuffer());
    bytes.put(MAGIC.length, digest(bytes.slice(HEADER_SIZE, (int) size - HEADER_SIZE)));
    bytes.put(0, MAGIC);
    return bytes.array();
  }

  /// The plugin's bytes.
  ///
  /// @throws IllegalArgumentException if `serialized` is damaged or another plugin's
  static MemorySegment unwrap(PluginApi plugin, MemorySegment serialized) {
    requireIntact(serialized);
    ByteBuffer body = serialized.asSlice(HEADER_SIZE).asByteBuffer();
    byte[] identity = new byte[body.getInt()];
    body.get(identity);
    if (!Arrays.equals(identity, plugin.identity().getBytes(UTF_8))) {
      throw new IllegalArgumentException(
          "deserialize requires a program that "
              + plugin.identity()
              + " compiled, got one of "
              + new String(identity, UTF_8));
    }
    return serialized.asSlice(HEADER_SIZE + body.position());
  }

  private static void requireIntact(MemorySegment serialized) {
    if (serialized.byteSize() <= HEADER_SIZE + Integer.BYTES
        || !Arrays.equals(serialized.asSlice(0, MAGIC.length).toArray(JAVA_BYTE), MAGIC)) {
      throw new IllegalArgumentException(
          "deserialize requires a serialised program, got other bytes");
    }
    byte[] expected = serialized.asSlice(MAGIC.length, DIGEST_SIZE).toArray(JAVA_BYTE);
    byte[] actual = digest(serialized.asSlice(HEADER_SIZE).asByteBuffer());
    if (!MessageDigest.isEqual(expected, actual)) {
      throw new IllegalArgumentException(
          "deserialize requires an intact program, got one that was cut or changed");
    }
  }

  private static byte[] digest(ByteBuffer bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes);
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

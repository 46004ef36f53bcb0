package dev.strobe.pjrt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes protocol buffer messages field by field.
final class ProtoBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoBytes number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  ProtoBytes message(int field, ProtoBytes message) {
    return bytes(field, message.toByteArray());
  }

  ProtoBytes text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  ProtoBytes packed(int field, long... values) {
    ProtoBytes numbers = new ProtoBytes();
    for (long value : values) {
      numbers.varint(value);
    }
    return bytes(field, numbers.toByteArray());
  }

  ProtoBytes bytes(int field, byte[] bytes) {
    varint((long) field << 3 | 2);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}

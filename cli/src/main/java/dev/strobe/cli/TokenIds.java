package dev.strobe.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `--token-ids 1,2,3`.
record TokenIds(int[] values) {
  /// Reads numbers with commas between them.
  static final class Converter implements ITypeConverter<TokenIds> {
    @Override
    public TokenIds convert(String text) {
      try {
        String[] parts = text.strip().split("\\s*,\\s*", -1);
        int[] values = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
          values[i] = Integer.parseInt(parts[i]);
        }
        return new TokenIds(values);
      } catch (NumberFormatException _) {
        throw new TypeConversionException(
            "--token-ids requires whole numbers with commas between them, got '" + text + "'");
      }
    }
  }
}

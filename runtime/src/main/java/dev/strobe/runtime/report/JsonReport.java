package dev.strobe.runtime.report;

import com.google.common.primitives.ImmutableIntArray;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// A report as one line of JSON, its keys in snake case; what is not known is `null`.
public final class JsonReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .addModule(new SimpleModule().addSerializer(new IntArraySerializer()))
          .build();

  private JsonReport() {}

  public static String text(CompileReport report) {
    return MAPPER.writeValueAsString(report);
  }

  private static final class IntArraySerializer extends StdSerializer<ImmutableIntArray> {
    IntArraySerializer() {
      super(ImmutableIntArray.class);
    }

    @Override
    public void serialize(
        ImmutableIntArray value, JsonGenerator out, SerializationContext context) {
      out.writeStartArray();
      value.forEach(out::writeNumber);
      out.writeEndArray();
    }
  }
}

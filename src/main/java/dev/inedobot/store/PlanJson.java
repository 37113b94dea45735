package dev.inedobot.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.MaintenanceWindow;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;

/** A plan as a JSON document. Members that a newer version added are passed over. */
final class PlanJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          // A plan's own questions about itself are no members of it.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .registerModule(
              new SimpleModule()
                  .addSerializer(Version.class, new AsText<>())
                  .addDeserializer(Version.class, new FromText<>(Version::parse))
                  .addSerializer(ImageReference.class, new AsText<>())
                  .addDeserializer(ImageReference.class, new FromText<>(ImageReference::parse))
                  .addSerializer(ImageDigest.class, new AsText<>())
                  .addDeserializer(ImageDigest.class, new FromText<>(ImageDigest::parse))
                  .addSerializer(MaintenanceWindow.class, new AsText<>())
                  .addDeserializer(
                      MaintenanceWindow.class,
                      new FromText<>(text -> MaintenanceWindow.parse(text, ZoneOffset.UTC)))
                  .addSerializer(Instant.class, new AsText<>())
                  .addDeserializer(Instant.class, new FromText<>(Instant::parse))
                  .addSerializer(Duration.class, new AsText<>())
                  .addDeserializer(Duration.class, new FromText<>(Duration::parse)));

  private PlanJson() {}

  static String write(Plan plan) {
    try {
      return JSON.writeValueAsString(plan);
    } catch (JsonProcessingException impossible) {
      throw new JournalProblem("A plan could not be written as JSON.", impossible);
    }
  }

  static Plan read(String json) {
    try {
      return JSON.readValue(json, Plan.class);
    } catch (JsonProcessingException unreadable) {
      throw new JournalProblem(
          "A plan in the database can't be read: " + unreadable.getOriginalMessage(), unreadable);
    }
  }

  /** Writes what {@code toString} says. */
  private static final class AsText<T> extends JsonSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  /** Reads it back. */
  private static final class FromText<T> extends JsonDeserializer<T> {
    private final Function<String, T> parse;

    FromText(Function<String, T> parse) {
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return parse.apply(in.getText());
    }
  }
}

package dev.inedobot.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** How entries are written; both in UTF-8, and as they come, so that any number can be. */
public enum AuditFormat {
  /**
   * A header, then one row for each entry, quoted where RFC 4180 wants it. A cell that a
   * spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV Injection).
   */
  CSV {
    @Override
    Entries begin(OutputStream out) throws IOException {
      CsvMapper mapper =
          CsvMapper.csvBuilder()
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
              .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
              .addModule(new SimpleModule().addSerializer(String.class, new NoFormula()))
              .build();
      return entries(
          mapper
              .writer(mapper.schemaFor(AuditEntry.class).withHeader())
              .forType(AuditEntry.class)
              .writeValues(out));
    }
  },

  /** One array, with each entry as an object on a line of its own. */
  JSON {
    @Override
    Entries begin(OutputStream out) throws IOException {
      ObjectWriter writer =
          JsonMapper.builder()
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .build()
              .writer(
                  new DefaultPrettyPrinter()
                      .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                      .withArrayIndenter(new DefaultIndenter("", "\n")))
              .forType(AuditEntry.class);
      return entries(writer.writeValuesAsArray(out));
    }
  };

  /** Takes the entries one after the other; complete once it is closed. */
  public interface Entries extends AutoCloseable {
    void write(AuditEntry entry) throws IOException;

    /** Ends what is written and leaves the stream below open. */
    @Override
    void close() throws IOException;
  }

  abstract Entries begin(OutputStream out) throws IOException;

  /** Begins to write to a stream, which stays open. */
  public Entries to(OutputStream out) throws IOException {
    return begin(new StaysOpen(out));
  }

  private static Entries entries(SequenceWriter writer) {
    return new Entries() {
      @Override
      public void write(AuditEntry entry) throws IOException {
        var unused = writer.write(entry);
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  /** Writes a text so that no spreadsheet calculates it. */
  private static final class NoFormula extends JsonSerializer<String> {
    private static final Pattern FORMULA =
        Pattern.compile("\\s*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]");

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      boolean calculated =
          FORMULA.matcher(text).lookingAt() || text.startsWith("\t") || text.startsWith("\r");
      out.writeString(calculated ? "'" + text : text);
    }
  }
}

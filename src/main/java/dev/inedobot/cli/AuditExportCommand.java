package dev.inedobot.cli;

import dev.inedobot.audit.AuditFormat;
import dev.inedobot.config.ConfigProblems;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.store.AuditTrail;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the record to standard output: one row or object for each event. */
@Command(
    name = "export",
    description = "Writes all events of the record to standard output, the oldest first.")
final class AuditExportCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "csv|json",
      description = "How: ${COMPLETION-CANDIDATES}.")
  private AuditFormat format = AuditFormat.CSV;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description =
          "From when on: a day (2026-11-01) or a moment (2026-11-01T12:00:00Z), in UTC, or an age (12h,"
              + " 30d, 4w). Default: everything.")
  private @Nullable String since;

  @Override
  public Integer call() {
    try {
      Instant now = Clock.systemUTC().instant();
      Instant from = since == null ? Instant.EPOCH : Since.parse(since, now);
      return export(ConfigReader.databaseUrl(System.getenv()), from, format, System.out);
    } catch (ConfigProblems problems) {
      problems.problems().forEach(System.err::println);
    } catch (IllegalArgumentException | JournalProblem problem) {
      System.err.println(problem.getMessage());
    }
    return UNUSABLE;
  }

  /** Returns the exit status. Throws {@link JournalProblem} if the record can't be read. */
  static int export(String databaseUrl, Instant since, AuditFormat format, PrintStream to) {
    AuditTrail trail = AuditTrail.open(databaseUrl);
    try (OutputStream out = new BufferedOutputStream(to);
        AuditFormat.Entries entries = format.to(out)) {
      trail.read(
          since,
          entry -> {
            try {
              entries.write(entry);
            } catch (IOException lost) {
              throw new UncheckedIOException(lost);
            }
          });
    } catch (IOException | UncheckedIOException lost) {
      System.err.println("The export could not be written: " + lost.getMessage());
      return 1;
    }
    if (to.checkError()) {
      System.err.println("The export could not be written to its end.");
      return 1;
    }
    return 0;
  }
}

package dev.inedobot.store;

import dev.inedobot.audit.AuditEntry;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The record for reading only. It takes no lock and changes nothing, so that it can be read beside
 * a bot that writes; what is read is the record as it was at the beginning.
 */
public final class AuditTrail {
  private static final int BUSY_MILLIS = 5_000;
  private static final int REMEMBERED = 500;

  private final Jdbi jdbi;

  AuditTrail(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Opens a record.
   *
   * @param url {@code jdbc:sqlite:} and the path of the file
   * @throws JournalProblem if it can't be read; the message says why and what to do
   */
  public static AuditTrail open(String url) {
    Path file = DatabaseUrl.file(url);
    if (!Files.isRegularFile(file)) {
      throw new JournalProblem(
          "There is no database %s: set INEDOBOT_DATABASE_URL as it is set for the bot, and start this in the"
                  .formatted(file)
              + " bot's directory if the address is relative.",
          null);
    }
    if (!Files.isReadable(file)) {
      throw new JournalProblem(
          "The database %s is its owner's only: export as the user that runs the bot."
              .formatted(file),
          null);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    new Schema(source, file).refuseOthers();
    return new AuditTrail(Jdbi.create(source));
  }

  /**
   * Hands over all events that happened at that time or later, in the order in which they happened.
   * Throws {@link JournalProblem}.
   */
  public void read(Instant since, Consumer<AuditEntry> reader) {
    try {
      jdbi.useHandle(
          handle -> {
            Subjects subjects = new Subjects(handle);
            handle
                .createQuery("SELECT * FROM upgrade_event WHERE at >= :since ORDER BY at, rowid")
                .bind("since", since.toEpochMilli())
                .map((row, context) -> entry(row, subjects.of(row.getString("upgrade_id"))))
                .forEach(reader);
          });
    } catch (JdbiException failure) {
      throw SqlFailure.of("read the events", failure);
    }
  }

  private static AuditEntry entry(ResultSet row, Subject subject) throws SQLException {
    Plan plan = subject.plan;
    String step = row.getString("step");
    return new AuditEntry(
        Instant.ofEpochMilli(row.getLong("at")).toString(),
        row.getString("upgrade_id"),
        row.getInt("seq"),
        subject.instance,
        subject.product,
        row.getString("kind"),
        step == null ? null : Step.valueOf(step).verb(),
        row.getString("from_state"),
        row.getString("to_state"),
        row.getString("actor_id"),
        row.getString("actor_name"),
        row.getString("text"),
        subject.fromVersion,
        subject.toVersion,
        plan.old().image().reference(),
        plan.old().image().id(),
        subject.digestBefore,
        plan.next().image().toString(),
        plan.next().digest().toString(),
        subject.planHash,
        subject.message);
  }

  /** What the events of one upgrade have in common. */
  private record Subject(
      String instance,
      String product,
      String fromVersion,
      String toVersion,
      Plan plan,
      @Nullable String planHash,
      @Nullable String digestBefore,
      @Nullable String message) {}

  /** The upgrades of the events that come next are mostly those of the last ones. */
  private static final class Subjects {
    private final Handle handle;

    @SuppressWarnings("serial")
    private final Map<String, Subject> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Subject> eldest) {
            return size() > REMEMBERED;
          }
        };

    Subjects(Handle handle) {
      this.handle = handle;
    }

    Subject of(String id) {
      return known.computeIfAbsent(id, this::read);
    }

    private Subject read(String id) {
      return handle
          .createQuery("SELECT * FROM upgrade WHERE id = :id")
          .bind("id", id)
          .map((row, context) -> subject(row))
          .one();
    }

    private Subject subject(ResultSet row) throws SQLException {
      Plan plan = PlanJson.read(row.getString("plan"));
      return new Subject(
          row.getString("instance"),
          row.getString("product"),
          row.getString("from_version"),
          row.getString("to_version"),
          plan,
          row.getString("plan_hash"),
          digest(row.getString("id"), plan.old()).orElse(null),
          SqlMessageBook.link(handle, row.getString("id")).orElse(null));
    }

    /** By the reference itself, or by the other upgrade that made the container. */
    private Optional<String> digest(String id, Plan.Old old) {
      return named(old.image().reference())
          .or(
              () ->
                  handle
                      .createQuery(
                          "SELECT plan FROM upgrade_event e JOIN upgrade u ON u.id = e.upgrade_id"
                              + " WHERE e.kind = 'CREATED' AND e.text = :container AND u.id <> :id")
                      .bind("container", old.containerId())
                      .bind("id", id)
                      .mapTo(String.class)
                      .findFirst()
                      .map(made -> PlanJson.read(made).next().digest().toString()));
    }

    private static Optional<String> named(String reference) {
      try {
        return Optional.ofNullable(ImageReference.parse(reference).digest())
            .map(ImageDigest::toString);
      } catch (IllegalArgumentException byItsId) {
        return Optional.empty();
      }
    }
  }
}

package dev.inedobot.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Appointments;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Appointments in the database, kept by db-scheduler. */
public final class SqlAppointments implements Appointments, AutoCloseable {
  private static final String TASK = "look";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_END = Duration.ofSeconds(2);
  private static final int THREADS = 2;

  private final Jdbi jdbi;
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;

  private volatile Consumer<UpgradeId> due = id -> {};

  SqlAppointments(DataSource source, Jdbi jdbi) {
    this.jdbi = jdbi;
    task =
        Tasks.oneTime(TASK)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
            .execute((instance, context) -> due.accept(upgrade(instance.getId())));
    scheduler =
        Scheduler.create(source, task)
            .jdbcCustomization(new SqliteJdbcCustomization())
            .alwaysPersistTimestampInUTC()
            .threads(THREADS)
            .pollingInterval(POLL)
            .shutdownMaxWait(LONGEST_END)
            .build();
  }

  private static String name(UpgradeId id, UpgradeState state) {
    return id.value() + " " + state.name();
  }

  private static UpgradeId upgrade(String name) {
    return new UpgradeId(name.substring(0, name.indexOf(' ')));
  }

  /**
   * Drops those of an earlier process: they are made anew from the journal, and one that it was
   * busy with would not be told of again for long. To be called before {@link #start}.
   */
  public void forgetAll() {
    try {
      jdbi.useHandle(handle -> handle.execute("DELETE FROM scheduled_tasks"));
    } catch (JdbiException failure) {
      throw SqlFailure.of("clear the appointments", failure);
    }
  }

  /**
   * Begins to tell, first of the moments that have passed.
   *
   * @param listener is told of each upgrade whose moment has come, on a thread of the scheduler's;
   *     again a little later if it throws
   */
  public void start(Consumer<UpgradeId> listener) {
    due = listener;
    scheduler.start();
  }

  @Override
  public void make(UpgradeId id, UpgradeState state, Instant when) {
    try {
      scheduler.schedule(
          task.instance(name(id, state)), when, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    } catch (TaskInstanceCurrentlyExecutingException already) {
      // It is being told of right now.
    } catch (RuntimeException failure) {
      throw new JournalProblem(
          "An appointment can't be written into the database: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}

package dev.inedobot.store;

import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file that everything is recorded in. One process at a time: a lock beside the file,
 * which the operating system releases when the process ends, keeps a second bot out.
 */
public final class Database implements AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;

  private final SQLiteDataSource source;
  private final Jdbi jdbi;
  private final FileChannel lockFile;
  private final FileLock lock;

  /**
   * Kept open: SQLite copies its log into the file whenever the last connection closes, which takes
   * long and keeps out whoever writes at that moment.
   */
  private final Handle open;

  private Database(SQLiteDataSource source, FileChannel lockFile, FileLock lock) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.open = jdbi.open();
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens the file, creating it (for its owner only), looking through it for damage, and bringing
   * its schema up to date first, after a copy ({@link Schema}).
   *
   * @param url {@code jdbc:sqlite:} and the path of the file
   * @throws JournalProblem if it can't be used; the message says why and what to do
   */
  public static Database open(String url) {
    Path file = DatabaseUrl.file(url);
    FileChannel lockFile = null;
    try {
      refuseForeign(file);
      lockFile = prepare(file);
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw inUse(file);
      }
      SQLiteDataSource source = source(url);
      refuseDamaged(source, file);
      new Schema(source, file).bringUpToDate();
      return new Database(source, lockFile, lock);
    } catch (IOException unusable) {
      closeQuietly(lockFile);
      throw new JournalProblem(
          "The database %s can't be opened: %s. See that its directory exists, that the bot may write there,"
                  .formatted(file, unusable)
              + " that the file is its own, and that the disk is not full.",
          unusable);
    } catch (OverlappingFileLockException ourselves) {
      closeQuietly(lockFile);
      throw inUse(file);
    } catch (JournalProblem problem) {
      closeQuietly(lockFile);
      throw problem;
    }
  }

  /**
   * Before anything is changed in or beside the file: it may be another program's. Read as if it
   * never changed, without locks and without its log; whether it can be used at all is seen later.
   */
  private static void refuseForeign(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return;
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1");
    try {
      List<String> tables =
          Jdbi.create(source)
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT name FROM sqlite_master WHERE type = 'table'")
                          .mapTo(String.class)
                          .list());
      if (!tables.isEmpty() && !tables.contains(Schema.HISTORY)) {
        throw SqlFailure.foreign(file);
      }
    } catch (JdbiException failure) {
      if (SqlFailure.isNoDatabase(failure)) {
        throw SqlFailure.unusable(file, failure);
      }
    }
  }

  private static JournalProblem inUse(Path file) {
    return new JournalProblem(
        "The database %s is in use by another inedobot. Two bots on one record would upgrade twice: stop"
                .formatted(file)
            + " the other one, or set INEDOBOT_DATABASE_URL to another file.",
        null);
  }

  /** SQLite gives its own files beside this one the same mode. */
  private static FileChannel prepare(Path file) throws IOException {
    OwnerOnly.ensure(file);
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    OwnerOnly.ensure(lock);
    return FileChannel.open(lock, StandardOpenOption.WRITE);
  }

  static SQLiteDataSource source(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** Damage that is found now is found before an upgrade relies on the record. */
  private static void refuseDamaged(SQLiteDataSource source, Path file) {
    try {
      String finding =
          Jdbi.create(source)
              .withHandle(
                  handle ->
                      handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).first());
      if (!finding.equals("ok")) {
        throw SqlFailure.damaged(file, finding);
      }
    } catch (JdbiException failure) {
      throw SqlFailure.unusable(file, failure);
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException alreadyFailing) {
      // What led here is reported.
    }
  }

  public Journal journal() {
    return new SqlJournal(jdbi);
  }

  /** Reminders in the same file. Nobody is told of them before {@link SqlAppointments#start}. */
  public SqlAppointments appointments() {
    return new SqlAppointments(source, jdbi);
  }

  public MessageBook messages() {
    return new SqlMessageBook(jdbi);
  }

  /** Throws {@link JournalProblem} unless the record can be read. */
  public void check() {
    try {
      jdbi.useHandle(handle -> handle.execute("SELECT 1 FROM upgrade LIMIT 1"));
    } catch (JdbiException failure) {
      throw SqlFailure.of("read the record", failure);
    }
  }

  @Override
  public void close() {
    open.close();
    try {
      lock.release();
      lockFile.close();
    } catch (IOException ending) {
      // The operating system releases it with the process.
    }
  }
}

package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file on a disk that is full, or can't be written; a file system in memory plays the disk. */
@Tag("root")
final class SmallDiskTest {
  private final Path disk;

  SmallDiskTest(@TempDir Path disk) {
    this.disk = disk;
  }

  @BeforeEach
  void mount() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed; it needs root");
    }
  }

  private String url() {
    return "jdbc:sqlite:" + disk.resolve("inedobot.db");
  }

  private Path fill() throws IOException {
    Path filler = disk.resolve("filler");
    byte[] some = new byte[4096];
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static UpgradeEvent note(String text) {
    return JournalContract.event(Kind.NOTE, text);
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenItIsNotAnyMore() throws IOException {
    try (Database database = Database.open(url())) {
      Journal journal = database.journal();
      UpgradeId id = new UpgradeId("aaaaaaaa");
      journal.open(
          JournalContract.upgrade("aaaaaaaa", "proget"),
          JournalContract.PLAN,
          JournalContract.event(Kind.REQUESTED, ""));
      Path filler = fill();
      String text = "x".repeat(2000);
      int taken = 0;
      Throwable full = catchThrowable(() -> journal.add(id, note(text)));
      while (full == null && taken < 10_000) {
        taken++;
        full = catchThrowable(() -> journal.add(id, note(text)));
      }
      assertThat(full)
          .isInstanceOf(JournalProblem.class)
          .message()
          .matches(said -> said.contains("Free some space") || said.contains("disk is full"));
      assertThat(journal.events(id)).hasSize(1 + taken);

      Files.delete(filler);
      journal.add(id, note("again"));
      assertThat(journal.events(id)).hasSize(2 + taken);
    }
    try (Database database = Database.open(url())) {
      assertThat(database.journal().find(new UpgradeId("aaaaaaaa"))).isPresent();
    }
  }

  @Test
  void saysAtTheStartThatTheDiskIsFull() throws IOException {
    Path filler = fill();
    assertThatThrownBy(() -> Database.open(url()))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining(disk.toString())
        .message()
        .matches(said -> said.contains("full") || said.contains("Free some space"));
    Files.delete(filler);
    Database.open(url()).close();
  }

  @Test
  void saysThatItCannotWrite() throws Exception {
    Database.open(url()).close();
    run("mount", "-o", "remount,ro", disk.toString());
    assertThatThrownBy(() -> Database.open(url()))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining(disk.toString())
        .message()
        .contains("may write");
  }
}

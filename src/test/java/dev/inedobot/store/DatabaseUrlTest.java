package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
  @Test
  void namesAFile() {
    assertThat(DatabaseUrl.file("jdbc:sqlite:/var/lib/inedobot.db?cache=shared"))
        .isEqualTo(Path.of("/var/lib/inedobot.db"));
    assertThat(DatabaseUrl.file("jdbc:sqlite:inedobot.db")).isAbsolute();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jdbc:sqlite:",
        "jdbc:sqlite:?cache=shared",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite::resource:inedobot.db",
        "jdbc:sqlite:file:inedobot.db",
        "jdbc:sqlite:file::memory:?cache=shared",
        "jdbc:postgresql://localhost/inedobot",
        "inedobot.db"
      })
  void refusesWhatIsNoFile(String url) {
    assertThatThrownBy(() -> DatabaseUrl.file(url))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining("jdbc:sqlite:inedobot.db");
  }
}

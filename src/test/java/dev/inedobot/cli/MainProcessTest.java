package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inedobot.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as people start it: what it says and its exit status. */
final class MainProcessTest {
  private final Path directory;

  MainProcessTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private record Ended(int status, String out, String error) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path error = directory.resolve("error");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(error.toFile());
    process
        .environment()
        .putAll(
            Map.of(
                "SLACK_BOT_TOKEN", "xoxb-none",
                "SLACK_SIGNING_SECRET", "none",
                "INEDOBOT_DATABASE_URL", url()));
    int status = process.start().waitFor();
    return new Ended(status, Files.readString(out), Files.readString(error));
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  @Test
  void doesNotStartOnADamagedRecordAndSaysWhatToDo() throws Exception {
    Files.writeString(directory.resolve("inedobot.db"), "dear diary ".repeat(1000));
    Ended ended = run("serve");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error())
        .startsWith("inedobot can't start: The database " + directory.resolve("inedobot.db"))
        .contains("restore a copy");
    assertThat(ended.error() + ended.out()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void doesNotStartOnTheRecordOfAnotherBot() throws Exception {
    try (Database other = Database.open(url())) {
      Ended ended = run();
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.error())
          .startsWith("inedobot can't start: ")
          .contains("in use by another inedobot");
      assertThat(ended.error() + ended.out()).doesNotContain("\tat ", "Exception");
      other.check();
    }
  }

  @Test
  void exportsBesideABotThatHasTheRecordOpen() throws Exception {
    try (Database other = Database.open(url())) {
      Ended ended = run("audit", "export", "--format", "json", "--since", "30d");
      assertThat(ended).isEqualTo(new Ended(0, ended.out(), ""));
      assertThat(JsonMapper.builder().build().readTree(ended.out()).isArray()).isTrue();
      other.check();
    }
  }

  @Test
  void saysWhenThereIsNothingToExport() throws Exception {
    Ended ended = run("audit", "export", "--format", "csv");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.error())
        .startsWith("There is no database " + directory.resolve("inedobot.db"))
        .doesNotContain("\tat ");
  }

  @Test
  void saysWhichMomentsItUnderstands() throws Exception {
    Database.open(url()).close();
    Ended ended = run("audit", "export", "--format", "csv", "--since", "yesterday");
    assertThat(ended).isEqualTo(new Ended(2, "", ended.error()));
    assertThat(ended.error()).contains("30d").doesNotContain("\tat ");
  }
}

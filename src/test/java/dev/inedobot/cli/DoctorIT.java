package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor beside a bot that runs, on a real engine and a real registry. */
@Tag("docker")
final class DoctorIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static Path directory;

  @BeforeAll
  static void set(@TempDir Path temporary) throws Exception {
    directory = temporary;
    stage =
        new Stage(directory)
            .bySocket()
            .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
            .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static List<String> lines(Map<String, String> environment, int status) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int ended = DoctorCommand.examine(environment, stage.file(), directory, Path.of("/"), out);
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(ended).as("%s", lines).isEqualTo(status);
    return lines;
  }

  @Test
  void findsNothingBroken() {
    assertThat(lines(stage.environment(), 0))
        .noneMatch(line -> line.startsWith("failure"))
        .anyMatch(line -> line.startsWith("ok       app token: "))
        .anyMatch(line -> line.startsWith("ok       engine local: Engine "))
        .anyMatch(line -> line.startsWith("ok       updaters on local: "))
        .anyMatch(line -> line.contains("  disk of local: "))
        .anyMatch(line -> line.startsWith("ok       instances: proget"))
        .anyMatch(line -> line.matches("ok {7}registry of proget: .* lists \\d+ tags\\."))
        .anyMatch(line -> line.startsWith("ok       database: ") && line.contains("is there"));
  }

  @Test
  void tellsThePersonWhoAsksTheSameAndTheConnections() {
    assertThat(stage.tells(stage.alice, "/inedo doctor"))
        .contains("*Nothing is broken.*")
        .contains("*OK* Socket Mode: 2 of 2 connections live")
        .contains("*OK* registry of proget: ");
    assertThat(stage.workspace.messages(stage.channel)).isEmpty();
  }

  @Test
  void findsABadToken() {
    Map<String, String> environment = stage.environment();
    environment.put("SLACK_BOT_TOKEN", "xoxb-other");
    assertThat(lines(environment, 1))
        .anyMatch(line -> line.startsWith("failure  bot token: ") && line.contains("invalid_auth"));
  }
}

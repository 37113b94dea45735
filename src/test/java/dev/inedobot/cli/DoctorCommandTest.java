package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.store.Database;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor before the first start, without an engine. */
final class DoctorCommandTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Path directory;
  private final Path machine;

  DoctorCommandTest(@TempDir Path directory, @TempDir Path machine) {
    this.directory = directory;
    this.machine = machine;
  }

  @AfterEach
  void leave() {
    workspace.close();
  }

  private Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "SLACK_API_URL", workspace.apiUrl(),
            "SLACK_BOT_TOKEN", workspace.botToken(),
            "SLACK_SIGNING_SECRET", workspace.signingSecret(),
            "INEDOBOT_DATABASE_URL", databaseUrl(),
            "DOCKER_HOST", "tcp://127.0.0.1:1"));
  }

  private record Examined(int status, List<String> lines) {}

  private Examined examine(Map<String, String> environment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int status =
        DoctorCommand.examine(
            environment,
            null,
            directory,
            machine,
            new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Examined(status, bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void saysWhatIsBrokenAndWhatIsNotAndMakesNothing() throws Exception {
    long start = System.nanoTime();
    Examined examined = examine(environment());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(examined.status()).isEqualTo(1);
    assertThat(examined.lines())
        .anyMatch(line -> line.startsWith("ok       configuration: "))
        .anyMatch(line -> line.startsWith("ok       bot token: I am @inedobot in "))
        .anyMatch(line -> line.startsWith("ok       scopes: "))
        .anyMatch(line -> line.startsWith("ok       clock: "))
        .anyMatch(line -> line.startsWith("ok       signing secret: "))
        .anyMatch(line -> line.startsWith("ok       database: "))
        .anyMatch(
            line -> line.startsWith("failure  engine local: ") && line.contains("DOCKER_HOST"))
        .noneMatch(line -> line.contains(workspace.botToken()))
        .noneMatch(line -> line.contains(workspace.signingSecret()));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
    assertThat(workspace.refusals()).isEmpty();
  }

  @Test
  void looksAsFarAsAConfigurationWithMistakesAllows() throws Exception {
    Files.writeString(directory.resolve("inedobot.yml"), "approval: { required: 0 }\nslakc: {}\n");
    Map<String, String> environment = environment();
    environment.remove("SLACK_SIGNING_SECRET");
    environment.put("SLACK_APP_TOKEN", workspace.appToken());
    Examined examined = examine(environment);
    assertThat(examined.status()).isEqualTo(1);
    assertThat(examined.lines())
        .filteredOn(line -> line.startsWith("failure  configuration: "))
        .hasSize(2);
    assertThat(examined.lines())
        .anyMatch(line -> line.startsWith("ok       bot token: "))
        .anyMatch(line -> line.startsWith("ok       app token: "))
        .noneMatch(line -> line.contains("signing secret"));
  }

  @Test
  void takesSilenceForAFailure() throws Exception {
    // The system accepts what connects, and nobody answers.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = environment();
      environment.put("SLACK_API_URL", "http://127.0.0.1:%d/api/".formatted(silent.getLocalPort()));
      environment.put("DOCKER_HOST", "tcp://127.0.0.1:" + silent.getLocalPort());
      environment.remove("SLACK_SIGNING_SECRET");
      environment.put("SLACK_APP_TOKEN", workspace.appToken());
      Examined examined = examine(environment);
      assertThat(examined.status()).isEqualTo(1);
      for (String subject : List.of("bot token", "app token")) {
        assertThat(examined.lines())
            .filteredOn(line -> line.startsWith("failure  %s: No answer came".formatted(subject)))
            .singleElement()
            .asString()
            .contains("SLACK_API_URL");
      }
      assertThat(examined.lines())
          .anyMatch(
              line -> line.startsWith("failure  engine local: ") && line.contains("DOCKER_HOST"));
    }
  }

  @Test
  void doesNotSendATokenThatCantBeSent() {
    Map<String, String> environment = environment();
    environment.put("SLACK_BOT_TOKEN", "xoxb-very-secret…");
    environment.put("SLACK_APP_TOKEN", "xapp-very-secret…");
    assertThat(examine(environment).lines())
        .anyMatch(
            line -> line.startsWith("failure  configuration: SLACK_BOT_TOKEN has a character"))
        .anyMatch(
            line -> line.startsWith("failure  configuration: SLACK_APP_TOKEN has a character"))
        .noneMatch(line -> line.contains("token: "))
        .noneMatch(line -> line.contains("very-secret"));
  }

  private void note(String teamId, String url) {
    try (Database database = Database.open(databaseUrl())) {
      database.messages().workspace(teamId, url);
    }
  }

  private String databaseUrl() {
    return "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  @Test
  void seesThatTheRecordBelongsToAnotherWorkspace() {
    note(workspace.teamId(), "https://local.slack.com/");
    assertThat(examine(environment()).lines())
        .anyMatch(line -> line.startsWith("ok       bot token: "))
        .noneMatch(line -> line.contains("  workspace: "));
    note("T0OTHER", "https://other.slack.com/");
    assertThat(examine(environment()).lines())
        .filteredOn(
            line ->
                line.startsWith("failure  workspace: The record belongs to the workspace T0OTHER"))
        .singleElement()
        .asString()
        .contains(workspace.teamId(), "INEDOBOT_DATABASE_URL");
    Jdbi.create(databaseUrl())
        .useHandle(handle -> handle.execute("UPDATE slack_workspace SET team_id = NULL"));
    assertThat(examine(environment()).lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "failure  workspace: The record belongs to the workspace https://other.slack.com/"));
  }

  @Test
  void followsLinksToTheFileSystemThatTheRecordIsOn() throws Exception {
    Files.createFile(machine.resolve(".dockerenv"));
    Path mounts = Files.createDirectories(machine.resolve("proc/self")).resolve("mountinfo");
    Path volume = Files.createDirectory(directory.resolve("volume")).toRealPath();
    Path link = Files.createSymbolicLink(directory.resolve("link"), volume);
    Files.writeString(
        mounts,
        "523 457 0:51 / / rw - overlay overlay rw\n530 523 8:1 / %s rw - ext4 /dev/sda1 rw\n"
            .formatted(volume));
    assertThat(volume(link + "/inedobot.db")).startsWith("ok ");
    assertThat(volume(volume + "/../inedobot.db")).startsWith("failure ");
    assertThat(volume(volume + "/../missing/inedobot.db")).startsWith("failure ");
    Files.writeString(
        mounts,
        "523 457 0:51 / / rw - overlay overlay rw\n530 523 0:9 / %s rw - tmpfs tmpfs rw\n"
            .formatted(volume));
    assertThat(volume(link + "/inedobot.db")).startsWith("failure ").contains("in memory");
  }

  /** What is said of the file system that a record is on. */
  private String volume(String file) {
    Map<String, String> environment = environment();
    environment.put("INEDOBOT_DATABASE_URL", "jdbc:sqlite:" + file);
    return examine(environment).lines().stream()
        .filter(line -> line.contains(" database volume: "))
        .findFirst()
        .orElse("");
  }

  @Test
  void knowsAContainerWithoutAVolume() throws Exception {
    Files.createFile(machine.resolve(".dockerenv"));
    Path mounts = Files.createDirectories(machine.resolve("proc/self")).resolve("mountinfo");
    Files.writeString(mounts, "523 457 0:51 / / rw - overlay overlay rw\n");
    assertThat(examine(environment()).lines())
        .anyMatch(line -> line.startsWith("failure  database volume: "));
    Files.writeString(
        mounts,
        "523 457 0:51 / / rw - overlay overlay rw\n530 523 8:1 / %s rw - ext4 /dev/sda1 rw\n"
            .formatted(directory));
    assertThat(examine(environment()).lines())
        .anyMatch(line -> line.startsWith("ok       database volume: "));
  }
}

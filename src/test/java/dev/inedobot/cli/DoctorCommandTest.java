package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.LocalWorkspace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
            "INEDOBOT_DATABASE_URL", "jdbc:sqlite:" + directory.resolve("inedobot.db"),
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

package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.ContainerHost.Apart;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A copy that is apart from the container that it is made of, on a real engine. */
class ApartIT {
  private static final String RELEASE = "25.0.12";
  private static final String DATABASE = "/var/proget/database";
  private static final URI HEALTH = URI.create("http://127.0.0.1:80/health");

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @SuppressWarnings("NullAway.Init")
  private static DockerHost host;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
    host = engine.host();
  }

  @AfterEach
  void clear() {
    host.find(engine.name + "-prove")
        .ifPresent(copy -> engine.api.delete("/containers/" + copy.id() + "?force=true&v=true"));
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  /** Its database is in a volume that is mounted above it, and the backups in an anonymous one. */
  private static String product() {
    String all = engine.volume("-all");
    String network = engine.network("-front", "10.213.93.0/24");
    String id =
        engine.create(
            "",
            RELEASE,
            LiveEngine.json(
                """
                {"Env": ["PROGET_ENCRYPTION_KEY=precious"], "Volumes": {"/var/proget/backups": {}},
                 "HostConfig": {"NetworkMode": "%2$s", "IpcMode": "host", "Memory": 268435456,
                   "Tmpfs": {"/cache": ""},
                   "Binds": ["%1$s:/var/proget"], "RestartPolicy": {"Name": "always"}}}
                """
                    .formatted(all, network)));
    host.start(id);
    awaitAnswer(id, answer -> answer.status() == 200);
    engine.shell(id, "echo backup > /var/proget/backups/file; echo live > /var/proget/mark");
    return id;
  }

  private static void awaitAnswer(String id, Predicate<HealthAnswer> wanted) {
    Awaitility.await("an answer within " + id)
        .atMost(Duration.ofSeconds(60))
        .until(() -> host.askWithin(id, HEALTH).filter(wanted).isPresent());
  }

  private static String copy(String product) {
    return host.createApart(
        new Task(
            product,
            engine.name + "-prove",
            host.find(product).orElseThrow().image().id(),
            host.find(product).orElseThrow().command(),
            new UpgradeId("k7m2qxp4"),
            "prove"),
        new Apart(List.of("/var/proget/mark", "/var/proget/backups/file"), List.of(DATABASE)));
  }

  private static List<String> said(String id, String script) {
    List<String> lines = new ArrayList<>();
    host.exec(
        id,
        new dev.inedobot.upgrade.run.ContainerHost.Execution(
            List.of("/bin/sh", "-c", script), Map.of(), Duration.ofMinutes(1)),
        lines::add);
    return lines;
  }

  @Test
  void runsOnADatabaseOfItsOwnWithoutANetworkAndLeavesNothing() {
    String product = product();
    Map<String, String> theirs = Mounted.volumes(engine.inspect(product));
    String installation = String.join("", said(product, "cat " + DATABASE + "/data/installation"));

    String copy = copy(product);
    assertThat(copy(product)).as("made once").isEqualTo(copy);
    host.start(copy);
    awaitAnswer(copy, answer -> "25.0.12".equals(answer.fields().get("releaseNumber")));

    JsonNode made = engine.inspect(copy);
    Map<String, String> its = Mounted.volumes(made);
    assertThat(made.path("HostConfig").path("NetworkMode").asText()).isEqualTo("none");
    assertThat(made.path("HostConfig").path("Memory").asLong()).isEqualTo(268435456);
    assertThat(theirs).doesNotContainValue(Mounted.volume(made, DATABASE));
    assertThat(its)
        .containsEntry("/var/proget", theirs.get("/var/proget"))
        .containsEntry("/var/proget/backups", theirs.get("/var/proget/backups"));
    assertThat(said(copy, "cat /var/proget/backups/file /var/proget/mark"))
        .containsExactly("backup", "live");
    assertThat(said(copy, "echo x 2>&1 > /var/proget/backups/other; ls /sys/class/net").toString())
        .contains("Read-only file system", "lo")
        .doesNotContain("eth");
    assertThat(said(copy, "cat " + DATABASE + "/data/installation").toString())
        .doesNotContain(installation);

    host.stop(copy, Duration.ZERO);
    host.discard(copy);

    assertThat(engine.hasVolume(Mounted.volume(made, DATABASE))).isFalse();
    assertThat(theirs.values()).allMatch(engine::hasVolume);
    assertThat(String.join("", said(product, "cat " + DATABASE + "/data/installation")))
        .isEqualTo(installation);
    assertThat(host.find(product).orElseThrow().state().serves()).isTrue();
  }

  @Test
  void nobodyAnswersForOneThatDoesNotListen() {
    String id =
        engine.create(
            "",
            RELEASE,
            LiveEngine.json(
                "{\"Cmd\": [\"/bin/sleep\", \"600\"], \"HostConfig\": {\"NetworkMode\": \"none\"}}"));
    host.start(id);

    assertThat(host.askWithin(id, HEALTH)).isEqualTo(Optional.empty());
  }
}

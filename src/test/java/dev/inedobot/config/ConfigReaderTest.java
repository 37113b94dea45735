package dev.inedobot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.InstanceSettings.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReaderTest {
  private static final String SAMPLE =
      """
      slack:
        channels: [C02OPS]
      approval:
        approvers: [U01ALICE, S0OPS]
        required: 1
        allow-self-approval: true
        expires-after: 30m
      hosts:
        local:  { docker: "unix:///var/run/docker.sock" }
        prod-2: { docker: "tcp://prod-2:2376", tls: /etc/inedobot/tls/prod-2 }
      instances:
        proget:
          product: proget
          host: local
          container: proget
          image: proget.inedo.com/productimages/inedo/proget
          health-url: http://127.0.0.1:8624/health
          stop-timeout: 60s
          health-timeout: 15m
          stable-for: 10s
          database-timeout: 12h
          keep-old: 0s
          compose: continue
          approval: { required: 2, allow-self-approval: false }
        small: { product: Otter, container: otter-1 }
      """;

  private final Path directory;
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of("SLACK_BOT_TOKEN", "xoxb-very-secret", "SLACK_SIGNING_SECRET", "signing-secret"));

  ConfigReaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Config read(String yaml) throws IOException, ConfigProblems {
    Path file = directory.resolve("inedobot.yml");
    Files.writeString(file, yaml);
    return ConfigReader.read(environment, null, directory);
  }

  private List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigProblems.class, () -> read(yaml)).problems();
  }

  @Test
  void readsTheWholeSample() throws Exception {
    Config config = read(SAMPLE);
    assertThat(config.slack().channels()).containsExactly("C02OPS");
    assertThat(config.slack().apiUrl()).isEqualTo("https://slack.com/api/");
    assertThat(config.approval())
        .isEqualTo(new ApprovalRule(List.of("U01ALICE", "S0OPS"), 1, true, Duration.ofMinutes(30)));
    assertThat(config.hosts())
        .containsOnly(
            Map.entry("local", new Config.Host(URI.create("unix:///var/run/docker.sock"), null)),
            Map.entry(
                "prod-2",
                new Config.Host(
                    URI.create("tcp://prod-2:2376"), Path.of("/etc/inedobot/tls/prod-2"))));
    InstanceSettings proget = config.instances().get(0);
    assertThat(proget.name()).isEqualTo("proget");
    assertThat(proget.host()).isEqualTo("local");
    assertThat(proget.image()).isEqualTo("proget.inedo.com/productimages/inedo/proget");
    assertThat(proget.approval())
        .isEqualTo(
            new ApprovalRule(List.of("U01ALICE", "S0OPS"), 2, false, Duration.ofMinutes(30)));
    assertThat(proget.timing())
        .isEqualTo(
            new Timing(
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                URI.create("http://127.0.0.1:8624/health"),
                Duration.ofHours(12)));
    InstanceSettings small = config.instances().get(1);
    assertThat(small.container()).isEqualTo("otter-1");
    assertThat(small.host()).isEqualTo("local");
    assertThat(small.image()).isNull();
    assertThat(small.approval()).isEqualTo(config.approval());
    assertThat(small.timing()).isEqualTo(Timing.DEFAULT);
  }

  @Test
  void tellsTheChannelsOfAllInstancesOrOfOne() throws Exception {
    Config config =
        read(
            """
            announce-to: [C03NEWS]
            instances:
              a: { product: proget, container: x }
              b: { product: proget, container: y, announce-to: [C04DEV, G05OPS] }
              c: { product: proget, container: z, announce-to: [] }
            """);
    assertThat(config.announceTo()).containsExactly("C03NEWS");
    assertThat(config.instances())
        .extracting(InstanceSettings::announceTo)
        .containsExactly(List.of("C03NEWS"), List.of("C04DEV", "G05OPS"), List.of());
    assertThat(
            problems(
                "announce-to: ['#news']\ninstances: { a: { product: otter, container: x, announce-to: [U1] } }"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("announce-to “#news”"),
            second -> assertThat(second).startsWith("instances.a.announce-to “U1”"));
  }

  @Test
  void hasADefaultForEverythingElse() throws Exception {
    Config config = ConfigReader.read(environment, null, directory);
    assertThat(config.web()).isEqualTo(new Config.Web("0.0.0.0", 3000));
    assertThat(config.databaseUrl()).isEqualTo("jdbc:sqlite:inedobot.db");
    assertThat(config.instances()).isEmpty();
    assertThat(config.approval())
        .isEqualTo(new ApprovalRule(List.of(), 1, true, Duration.ofMinutes(30)));
    assertThat(config.hosts())
        .containsOnly(
            Map.entry("local", new Config.Host(URI.create("unix:///var/run/docker.sock"), null)));
  }

  @Test
  void findsTheEngineThatDockersToolsWouldFind() throws Exception {
    environment.putAll(
        Map.of(
            "DOCKER_HOST", "tcp://build-1:2376",
            "DOCKER_TLS_VERIFY", "1",
            "DOCKER_CERT_PATH", "/etc/tls"));
    assertThat(ConfigReader.read(environment, null, directory).hosts())
        .containsOnly(
            Map.entry(
                "local", new Config.Host(URI.create("tcp://build-1:2376"), Path.of("/etc/tls"))));
  }

  @Test
  void refusesTokensThatNoHeaderTakesWithoutTellingThem() {
    environment.put("SLACK_BOT_TOKEN", "xoxb-very-secret\u00a0");
    environment.put("SLACK_APP_TOKEN", "xapp-very-secret…");
    assertThat(problems(""))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("SLACK_BOT_TOKEN has a character that no token has")
                    .contains("OAuth & Permissions")
                    .doesNotContain("very-secret"),
            second ->
                assertThat(second)
                    .startsWith("SLACK_APP_TOKEN has a character that no token has")
                    .contains("Basic Information")
                    .doesNotContain("very-secret"));
  }

  @Test
  void refusesToStartWithoutASigningSecret() {
    environment.put("SLACK_SIGNING_SECRET", "  ");
    assertThat(problems("")).singleElement().asString().contains("SLACK_SIGNING_SECRET");
  }

  @Test
  void takesAnAppTokenForSocketModeWhichNeedsNoSigningSecretAndListensToThisMachineOnly()
      throws Exception {
    environment.remove("SLACK_SIGNING_SECRET");
    environment.put("SLACK_APP_TOKEN", "xapp-1-very-secret");
    Config config = read("");
    assertThat(config.slack().isSocketMode()).isTrue();
    assertThat(config.slack().appToken().reveal()).isEqualTo("xapp-1-very-secret");
    assertThat(config.web().bind()).isEqualTo("127.0.0.1");
    assertThat(config.toString()).doesNotContain("very-secret");
    environment.put("INEDOBOT_BIND", "10.0.0.7");
    assertThat(read("").web().bind()).isEqualTo("10.0.0.7");
  }

  @Test
  void isSentRequestsWithoutAnAppToken() throws Exception {
    Config config = read("");
    assertThat(config.slack().isSocketMode()).isFalse();
    assertThat(config.web().bind()).isEqualTo("0.0.0.0");
  }

  @Test
  void tellsTokensThatWereMixedUp() {
    environment.put("SLACK_BOT_TOKEN", "xapp-1-very-secret");
    environment.put("SLACK_APP_TOKEN", "xoxb-very-secret");
    assertThat(problems(""))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("SLACK_BOT_TOKEN is an app-level token"))
        .anyMatch(problem -> problem.startsWith("SLACK_APP_TOKEN is a bot token"))
        .noneMatch(problem -> problem.contains("very-secret"));
  }

  @Test
  void namesEveryMistakeAtOnce() {
    environment.remove("SLACK_BOT_TOKEN");
    environment.put("INEDOBOT_PORT", "http");
    environment.put("SLACK_API_URL", "https://slack.example");
    List<String> problems =
        problems(
            """
            slack: { channels: ["#ops"] }
            approval: { approvers: [alice], required: 0, expires-after: soon, allow-self-approval: 7 }
            hosts: { far: { docker: "ssh://far" } }
            instances:
              a: { product: jenkins, container: x }
              b: { product: proget, host: nowhere, image: "inedo/proget:1", stop-timeout: 60 }
            """);
    for (String about :
        List.of(
            "SLACK_BOT_TOKEN",
            "INEDOBOT_PORT",
            "SLACK_API_URL",
            "slack.channels",
            "approval.approvers",
            "approval.required",
            "approval.expires-after",
            "approval.allow-self-approval",
            "hosts.far.docker",
            "instances.a.product",
            "instances.b.container",
            "instances.b.host",
            "instances.b.image",
            "instances.b.stop-timeout")) {
      assertThat(problems).as(about).anyMatch(problem -> problem.startsWith(about));
    }
  }

  @Test
  void namesKeysThatNobodyKnows() {
    assertThat(problems("approval: { requird: 2 }"))
        .singleElement()
        .asString()
        .startsWith("approval.requird")
        .contains("required");
    assertThat(problems("instance: {}")).singleElement().asString().contains("instances");
  }

  @Test
  void namesTheLineOfBrokenYaml() {
    assertThat(problems("slack:\n  channels: [C02OPS\nhosts:"))
        .singleElement()
        .asString()
        .contains("inedobot.yml", "line");
    assertThat(problems("slack: {}\nslack: {}")).singleElement().asString().contains("line 2");
  }

  @Test
  void saysThatTheNamedFileIsMissing() {
    Path missing = directory.resolve("missing.yml");
    ConfigProblems problems =
        catchThrowableOfType(
            ConfigProblems.class, () -> ConfigReader.read(environment, missing, directory));
    assertThat(problems).hasMessageContaining("missing.yml");
  }

  @Test
  void printsNoSecret() throws Exception {
    Config config = read(SAMPLE);
    assertThat(config.toString())
        .contains("[redacted]")
        .doesNotContain("xoxb-very-secret", "signing-secret");
    assertThat(config.slack().botToken().reveal()).isEqualTo("xoxb-very-secret");
  }

  @Test
  void leavesContainersOfComposeAloneUnlessToldOtherwise() throws Exception {
    assertThat(read(SAMPLE).instances())
        .extracting(InstanceSettings::compose)
        .containsExactly(InstanceSettings.Compose.CONTINUE, InstanceSettings.Compose.REFUSE);
    assertThat(problems("instances: { a: { product: otter, container: o, compose: maybe } }"))
        .containsExactly("instances.a.compose must be refuse or continue.");
  }

  @Test
  void readsWhetherBackupsHaveToProveThemselves() throws Exception {
    String instance = "instances:\n  x: { product: proget, container: x, %s }\n";
    assertThat(read(instance.formatted("prove-backup: true")).instances().get(0).backup().prove())
        .isTrue();
    assertThat(read(instance.formatted("backup: required")).instances().get(0).backup().prove())
        .isFalse();
    assertThat(problems(instance.formatted("prove-backup: perhaps")))
        .containsExactly("instances.x.prove-backup must be true or false.");
  }
}

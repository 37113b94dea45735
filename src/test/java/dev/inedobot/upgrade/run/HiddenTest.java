package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.store.AuditTrail;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Environment;
import dev.inedobot.upgrade.plan.Observations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HiddenTest {
  private static final Hidden NOTHING = new Hidden(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Data Source=inedo-sql; User ID=sa; Password=hunter22; Encrypt=no",
        "Pwd='hunter22'",
        "\"password\": \"hunter22\"",
        "PROGET_ENCRYPTION_KEY=hunter22",
        "postgresql://proget:hunter22@db:5432/proget",
        "api-key: hunter22"
      })
  void takesOutWhatIsNamedASecret(String line) {
    assertThat(NOTHING.in(line)).contains("[redacted]").doesNotContain("hunter22");
  }

  @Test
  void takesOutTheValuesOfSecretVariablesWhereverTheyStand() {
    Environment environment =
        new Environment(
            Map.of(
                "SQL_CONNECTION_STRING", "Data Source=a; Password=b c d", "TZ", "Europe/Berlin"));
    Hidden hidden = new Hidden(environment.secretValues());

    assertThat(hidden.in("can't open Data Source=a; Password=b c d in Europe/Berlin"))
        .isEqualTo("can't open [redacted] in Europe/Berlin");
  }

  @Test
  void keepsASecretThatAProductLogsOutOfTheRecordAndItsExport(@TempDir Path directory) {
    String url = "jdbc:sqlite:" + directory.resolve("inedobot.db");
    Instant now = Instant.parse("2026-11-25T06:00:00Z");
    Environment environment = new Environment(Map.of("PROGET_DB_PASSWORD", "hunter22-of-proget"));
    String log = "can't log in to inedo-sql with hunter22-of-proget";
    List<String> exported = new ArrayList<>();
    try (Database database = Database.open(url)) {
      Upgrade upgrade =
          new Upgrade(
              new UpgradeId("k7m2qxp4"),
              "proget",
              "ProGet",
              "2023.9",
              "2024.5",
              UpgradeState.REQUESTED,
              Actor.BOT,
              now,
              "C02OPS");
      database
          .journal()
          .open(
              upgrade,
              Observations.planned("2023.9", "2024.5"),
              UpgradeEvent.of(now, Kind.REQUESTED, Actor.BOT, ""));
      new RunLog(database.journal(), upgrade.id(), Clock.systemUTC(), pause -> {})
          .log(Step.HEALTH, new Hidden(environment.secretValues()).in(log));
      AuditTrail.open(url).read(Instant.EPOCH, entry -> exported.add(entry.toString()));
    }
    assertThat(exported).hasSize(2);
    assertThat(exported.get(1))
        .contains("can't log in to inedo-sql with [redacted]")
        .doesNotContain("hunter22");
  }

  @Test
  void takesOutWhatIsInTheFilesThatTheEnvironmentNames() {
    ContainerFacts container =
        Observations.withEnvironment(
            "PROGET_SQL_CONNECTION_STRING_FILE=/run/connection",
            "PROGET_ENCRYPTION_KEY_FILE=/run/key",
            "PROGET_LICENSE_KEY_FILE=/run/large",
            "PROGET_PASSWORD_FILE=/run/gone",
            "PROGET_NOTES_FILE=/run/notes");
    Hidden.Reading files =
        (id, path) ->
            switch (path) {
              case "/run/connection" ->
                  Optional.of("Data Source=sql;\nUser ID=sa; Password=two words;\n");
              case "/run/key" -> Optional.of("0f3b2c1d4e5f\n");
              case "/run/large" -> throw HostProblem.refused("It is too large.");
              case "/run/notes" -> Optional.of("no secret");
              default -> Optional.empty();
            };

    Hidden hidden = Hidden.of(files, container);
    assertThat(hidden.in("login with two words failed, key 0f3b2c1d4e5f, no secret"))
        .isEqualTo("login with [redacted] failed, key [redacted], no secret");
    assertThat(hidden.in("> User ID=sa; Password=two words;")).isEqualTo("> [redacted]");
    assertThat(hidden.and(List.of("another")).in("another, two words"))
        .isEqualTo("[redacted], [redacted]");
  }

  @Test
  void showsNothingWhileTheEngineDoesNotTellWhatIsSecret() {
    ContainerFacts container = Observations.withEnvironment("PROGET_ENCRYPTION_KEY_FILE=/run/key");
    Hidden.Reading away =
        (id, path) -> {
          throw HostProblem.unreachable("It is away.", new IllegalStateException());
        };
    assertThatThrownBy(() -> Hidden.of(away, container)).isInstanceOf(HostProblem.class);
  }

  @Test
  void showsNothingWhileAFileThatNamesASecretCantBeRead() {
    ContainerFacts container = Observations.withEnvironment("PROGET_ENCRYPTION_KEY_FILE=/run/key");
    Hidden.Reading failing =
        (id, path) -> {
          throw HostProblem.failing("It answers with 500.", new IllegalStateException());
        };
    assertThat(Hidden.of(failing, container).and(List.of("x")).in("key 0f3b2c1d4e5f"))
        .isEqualTo("(not shown, as I could not read what is secret)");
  }

  @Test
  void takesSecretsOutOfWhatAProductAnswers() {
    HealthAnswer answer =
        new HealthAnswer(
            500,
            Map.of(),
            Map.of("databaseStatus", "Error", "databaseStatusDetails", "no login for 0f3b2c1d4e5f"),
            "ERROR: can't open Data Source=sql; Password=hunter22");
    HealthAnswer shown = new Hidden(List.of("0f3b2c1d4e5f")).in(answer);
    assertThat(shown.fields())
        .containsEntry("databaseStatus", "Error")
        .containsEntry("databaseStatusDetails", "no login for [redacted]");
    assertThat(shown.body()).contains("Data Source=sql").doesNotContain("hunter22");
  }

  @Test
  void leavesOtherLinesAsTheyAre() {
    String line = "Upgrading the database from schema 24 to 25 at http://db:5432/x";

    assertThat(NOTHING.in(line)).isEqualTo(line);
  }
}

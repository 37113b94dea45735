package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.store.AuditTrail;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Environment;
import dev.inedobot.upgrade.plan.Observations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HiddenTest {
  private static final Environment NOTHING = new Environment(Map.of());

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
    assertThat(Hidden.in(line, NOTHING)).contains("[redacted]").doesNotContain("hunter22");
  }

  @Test
  void takesOutTheValuesOfSecretVariablesWhereverTheyStand() {
    Environment environment =
        new Environment(
            Map.of(
                "SQL_CONNECTION_STRING", "Data Source=a; Password=b c d", "TZ", "Europe/Berlin"));

    assertThat(Hidden.in("can't open Data Source=a; Password=b c d in Europe/Berlin", environment))
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
          .log(Step.HEALTH, Hidden.in(log, environment));
      AuditTrail.open(url).read(Instant.EPOCH, entry -> exported.add(entry.toString()));
    }
    assertThat(exported).hasSize(2);
    assertThat(exported.get(1))
        .contains("can't log in to inedo-sql with [redacted]")
        .doesNotContain("hunter22");
  }

  @Test
  void leavesOtherLinesAsTheyAre() {
    String line = "Upgrading the database from schema 24 to 25 at http://db:5432/x";

    assertThat(Hidden.in(line, NOTHING)).isEqualTo(line);
  }
}

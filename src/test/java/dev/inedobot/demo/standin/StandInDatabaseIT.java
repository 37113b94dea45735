package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInContainer.Result;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The stand-ins' database: who may use it, and how it is upgraded. */
class StandInDatabaseIT extends OnRealEngine {
  private static final String CHECKSUMS = "cd /var/proget/database/data && sha256sum *";

  @Test
  void answers503WhileItUpgradesTheDatabaseAndMovesTheSchemaAtTheEnd() {
    String volume = engine.volume();
    StandInContainer old = of("24.0.5").on(volume).start().untilServing();
    String data = old.shell(CHECKSUMS);
    old.stop(5);

    StandInContainer next = of("25.0.13").on(volume).with("STANDIN_MIGRATION_SECONDS=2").start();
    next.untilStatus(503, "/health");
    assertThat(next.status("/")).isEqualTo(503);
    assertThat(next.get("/health").headers().firstValue("X-ProGet-Version")).isEmpty();
    assertThat(next.shell("cat /var/proget/database/schema /var/proget/database/upgrading"))
        .isEqualTo("24\n25");

    next.untilServing();
    assertThat(next.shell("cat /var/proget/database/schema")).isEqualTo("25");
    assertThat(next.shell("ls /var/proget/database")).doesNotContain("upgrading");
    assertThat(next.shell(CHECKSUMS)).isEqualTo(data).isNotEmpty();
  }

  @Test
  void upgradesTheDatabaseOnlyOnce() {
    String volume = engine.volume();
    of("24.0.5").on(volume).start().untilServing().stop(5);
    StandInContainer next = of("25.0.12").on(volume).start().untilServing();
    next.stop(5);
    StandInContainer again = of("25.0.13").on(volume).start().untilServing();

    assertThat(next.log()).contains("Upgrading the database from schema 24 to 25");
    assertThat(again.log()).doesNotContain("Upgrading");
    assertThat(again.shell("cat /var/proget/database/history.log"))
        .containsOnlyOnce("upgrade from schema 24 to 25 by 25.0.12");
  }

  @ParameterizedTest
  @EnumSource
  void acceptsTheNextMajorsDatabaseWhichIsTheDocumentedWayBack(StandInProduct product) {
    String volume = engine.volume();
    engine.of(StandInTag.of(product, "25.0.1")).on(volume).start().untilServing().stop(5);

    StandInContainer older =
        engine.of(StandInTag.of(product, "24.0.1")).on(volume).start().untilServing();

    assertThat(older.log()).contains("Database schema 25 is newer than 24; going on with it");
    assertThat(older.shell("cat " + product.database() + "/schema")).isEqualTo("25");
  }

  @ParameterizedTest
  @EnumSource
  void refusesADatabaseThatIsNewerThanTheNextMajors(StandInProduct product) {
    String volume = engine.volume();
    engine.of(StandInTag.of(product, "25.0.1")).on(volume).start().untilServing().stop(5);

    StandInContainer older = engine.of(StandInTag.of(product, "23.0.1")).on(volume).start();

    assertThat(older.untilEnded()).isEqualTo(1);
    assertThat(older.log())
        .contains("database schema 25 is newer than " + product.title() + " 23.0.1 can use");
  }

  @Test
  void goesOnWithAnUpgradeThatWasKilled() {
    String volume = engine.volume();
    of("24.0.5").on(volume).start().untilServing().stop(5);
    StandInContainer next = of("25.0.13").on(volume).with("STANDIN_MIGRATION_SECONDS=1").start();
    next.untilStatus(503, "/");
    next.kill();

    next.startAgain();

    next.untilServing();
    assertThat(next.shell("cat /var/proget/database/schema")).isEqualTo("25");
  }

  @Test
  void countsAHalfUpgradedDatabaseAsUpgraded() {
    String volume = engine.volume();
    of("24.0.5").on(volume).start().untilServing().stop(5);
    StandInContainer next = of("26.0.12").on(volume).with("STANDIN_MIGRATION_SECONDS=60").start();
    next.untilStatus(503, "/");
    next.stop(5);

    StandInContainer old = of("24.0.5").on(volume).start();

    assertThat(old.untilEnded()).isEqualTo(1);
    assertThat(old.log()).contains("database schema 26 is newer");
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET,      24.0.5,  /usr/local/proget/service/ProGet.Service",
    "PROGET,      25.0.13, /usr/local/proget/service/proget",
    "BUILDMASTER, 25.0.2,  /usr/local/buildmaster/service/BuildMaster.Service",
    "OTTER,       25.0.1,  /usr/local/otter/service/Otter.Service",
  })
  void upgradesTheDatabaseAloneAndExits(StandInProduct product, String release, String executable) {
    String volume = engine.volume();
    engine.of(StandInTag.of(product, "23.0.1")).on(volume).start().untilServing().stop(5);
    StandInTag tag = StandInTag.of(product, release);

    StandInContainer alone = engine.of(tag).on(volume).running(executable, "upgradedb").start();

    assertThat(alone.untilEnded()).isZero();
    assertThat(alone.log()).contains("Database upgrade complete");
    assertThat(engine.of(tag).on(volume).start().untilServing().log()).doesNotContain("Upgrading");
  }

  @Test
  void upgradedbFailsOnADatabaseInUseAndOnANewerOne() {
    String volume = engine.volume();
    StandInContainer proget = of("25.0.13").on(volume).start().untilServing();

    Result inside = proget.exec("/usr/local/proget/service/proget", "upgradedb");
    assertThat(inside.code()).isEqualTo(1);
    assertThat(inside.output()).contains("database is in use");

    proget.stop(5);
    StandInContainer older = of("23.0.27").on(volume).running("upgradedb").start();
    assertThat(older.untilEnded()).isEqualTo(1);
  }

  @Test
  void twoOnOneDatabaseAreFoundOut() {
    String volume = engine.volume();
    StandInContainer first = of("24.0.5").on(volume).start().untilServing();
    StandInContainer second = engine.of(StandInTag.of(PROGET, "24.0.5")).on(volume).start();

    assertThat(second.untilEnded()).isEqualTo(1);
    String host = Objects.requireNonNull(first.inspect().getConfig().getHostName());
    assertThat(second.log()).contains("database is in use by " + host);
    assertThat(first.status("/")).isEqualTo(200);
  }

  @Test
  void aPredecessorThatWasKilledDoesNotBlockTheNextForLong() {
    String volume = engine.volume();
    of("24.0.5").on(volume).start().untilServing().kill();

    long begin = System.nanoTime();
    of("24.0.5").on(volume).start().untilServing();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void startsAgainAtOnceAfterItWasKilledItself() {
    StandInContainer proget = of("24.0.5").start().untilServing();
    proget.kill();
    long begin = System.nanoTime();
    proget.startAgain();
    proget.untilServing();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    assertThat(proget.log()).doesNotContain("waiting to see");
  }
}

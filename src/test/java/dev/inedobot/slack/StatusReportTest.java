package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.image.Tag;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.product.Product;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Surveyor;
import dev.inedobot.upgrade.run.TagLists;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import dev.inedobot.upgrade.run.Workforce;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be had in time is missing alone. */
final class StatusReportTest {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Clock CHRISTMAS =
      Clock.fixed(Instant.parse("2026-12-24T12:00:00Z"), ZoneOffset.UTC);

  private static InstanceSettings named(String name, String image) {
    InstanceSettings usual = Observations.settings(Product.PROGET);
    return new InstanceSettings(
        name,
        usual.product(),
        usual.host(),
        usual.container(),
        image,
        usual.approval(),
        usual.timing());
  }

  private static String status(Path directory, TagLists tags, CountDownLatch engine) {
    try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"))) {
      Journal journal = database.journal();
      Hosts hosts = new Hosts(Map.of("local", new OneProduct()));
      Surveyor surveyor =
          new Surveyor(
              hosts,
              address -> {
                awaitUninterrupted(engine);
                return Optional.of(
                    new HealthAnswer(
                        200,
                        Map.of(),
                        Map.of("releaseNumber", "24.0.4", "applicationStatus", "OK"),
                        ""));
              },
              tags,
              journal);
      Instances instances =
          new Instances(
              List.of(
                  named("firewalled", "registry.silent.example/inedo/proget"),
                  named("open", "registry.example/inedo/proget")),
              hosts,
              Observations.settings(Product.PROGET).approval(),
              List.of(),
              "");
      InfoDesk info = new InfoDesk(instances, surveyor, hosts, journal, Workforce.of(), CHRISTMAS);
      return new StatusReport(info, instances, journal, PATIENCE).of(null).text();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tellsWhatIsKnownOfOneWhoseRegistryDoesNotAnswer(@TempDir Path directory) {
    CountDownLatch registry = new CountDownLatch(1);
    String text =
        status(
            directory,
            (repository, transport, age) -> {
              if (repository.registry().startsWith("registry.silent")) {
                awaitUninterrupted(registry);
                throw new RegistryProblem("It did not answer at all.", null);
              }
              return List.of(Tag.parse("24.0.5"));
            },
            new CountDownLatch(0));
    registry.countDown();
    assertThat(text)
        .containsPattern("firewalled +ProGet 2024\\.4 +healthy +[0-9][a-z0-9 ]+ \\? ")
        .contains(
            "*firewalled*: which versions are newer is not known: its registry did not answer in time")
        .containsPattern("open +ProGet 2024\\.4 +healthy +[0-9][a-z0-9 ]+ 2024\\.5 ")
        .doesNotContain("*open*");
  }

  @Test
  void saysThatAnInstanceItselfDidNotAnswer(@TempDir Path directory) {
    CountDownLatch engine = new CountDownLatch(1);
    String text = status(directory, (repository, transport, age) -> List.of(), engine);
    engine.countDown();
    assertThat(text)
        .containsPattern("open +ProGet \\? +not seen")
        .contains("*open*: not known: it or its engine did not answer in time");
  }
}

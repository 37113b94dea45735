package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.HealthBefore;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.InfoDesk.State;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Surveyor.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusViewTest {
  private static final Instances.Listing NOTHING_ELSE =
      new Instances.Listing(List.of(), List.of(), List.of());

  private static InstanceSettings named(String name) {
    InstanceSettings usual = Observations.settings(Product.PROGET);
    return new InstanceSettings(
        name, usual.product(), usual.host(), name, null, usual.approval(), usual.timing());
  }

  private static Sight sight(HealthReading.Verdict verdict, String words) {
    return new Sight(
        Observations.healthy().container(),
        Version.parse("2024.4"),
        new HealthBefore(Observations.ADDRESS, new HealthReading(verdict, null, List.of(), words)),
        List.of());
  }

  private static State healthy(String name, Duration up, String... newer) {
    return new State(
        named(name),
        sight(HealthReading.Verdict.HEALTHY, "healthy"),
        "",
        up,
        List.of(newer).stream().map(Version::parse).toList(),
        "",
        null);
  }

  private static Upgrade active(String instance) {
    return new Upgrade(
        new UpgradeId("k7m2qxp4"),
        instance,
        "ProGet",
        "2024.4",
        "2024.5",
        UpgradeState.RUNNING,
        new Actor("U01ALICE", "alice"),
        Instant.EPOCH,
        "C02OPS");
  }

  @Test
  void linesUpWhatRunsAndSaysBelowWhatIsWrong() {
    State ill =
        new State(
            named("proget-staging"),
            sight(HealthReading.Verdict.PROBLEM, "licenseStatus: <!channel> expired"),
            "",
            Duration.ofMinutes(3),
            List.of(),
            "registry.example can't be reached",
            active("proget-staging"));
    State gone =
        new State(
            named("old"), null, "there is no container called old", null, List.of(), "", null);

    String text =
        StatusView.of(
                List.of(healthy("proget", Duration.ofHours(60), "2024.5", "2025.2"), ill, gone),
                NOTHING_ELSE,
                List.of(active("proget")))
            .text();

    assertThat(text.lines().filter(line -> line.contains("ProGet ")).limit(3))
        .containsExactly(
            "proget          ProGet 2024.4  healthy      2 d 12 h  2024.5, 2025.2  –",
            "proget-staging  ProGet 2024.4  not healthy  3 min     ?               Running",
            "old             ProGet ?       not seen     –         ?               –");
    assertThat(text)
        .contains(
            "• *proget-staging*: not healthy: licenseStatus: &lt;!channel&gt; expired; which versions are newer is not"
                + " known: registry.example can't be reached; upgrade to 2024.5: Running (`k7m2qxp4`, asked for by"
                + " <@U01ALICE>)",
            "• *old*: there is no container called old")
        .doesNotContain("<!channel>");
  }

  @Test
  void cutsALongListAndSaysHowManyMoreThereAre() {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      states.add(healthy("&".repeat(60) + i, Duration.ofSeconds(5), "2024.5"));
    }
    Message message = StatusView.of(states, NOTHING_ELSE, List.of());
    assertThat(message.text()).containsPattern("… and \\d+ more");
    assertThat(message.text().split("```", -1)).hasSize(3);
    assertThat(message.text()).hasSizeLessThan(4000);
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(StatusView.of(List.of(), NOTHING_ELSE, List.of()).text())
        .contains("I found no instance");
  }
}

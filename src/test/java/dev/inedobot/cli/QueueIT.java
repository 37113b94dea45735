package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approved upgrades wait for their time, their window and their turn. */
@Tag("docker")
final class QueueIT {
  private static final StandInTag OLD = StandInTag.of(StandInProduct.PROGET, "24.0.4");
  private static final StandInTag NEW = StandInTag.of(StandInProduct.PROGET, "24.0.5");
  private static final String TIMING = "stable-for: 1s, health-timeout: 60s";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(2);

  @SuppressWarnings("NullAway.Init")
  private Stage stage;

  @BeforeEach
  void set(@TempDir Path directory) {
    stage = new Stage(directory).publish(List.of(NEW));
  }

  @AfterEach
  void strike() {
    stage.close();
  }

  private Posted approved(String instance, String options) throws Exception {
    Posted parent = stage.scene.ask(instance, ("2024.5 " + options).strip(), stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    await(parent, "Waiting for approval");
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return parent;
  }

  private Posted await(Posted parent, String state) throws Exception {
    return stage
        .scene
        .awaitMessage(parent.ts(), LONG, message -> message.text().endsWith(state))
        .orElseThrow(() -> new AssertionError("never " + state));
  }

  private String now(Posted parent) {
    return stage.workspace.messages(stage.channel).stream()
        .filter(message -> message.ts().equals(parent.ts()))
        .map(Posted::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void beginsAtTheTimeThatWasAskedForThoughTheBotWasRestarted() throws Exception {
    stage.with("proget", OLD, TIMING, List.of()).start();
    Instant when = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
    Posted parent = approved("proget", "--at " + when);
    Posted scheduled = await(parent, "Scheduled");
    assertThat(scheduled.text()).contains("Begins at", "Europe/Berlin", "UTC");

    stage.restartBot();
    assertThat(now(parent)).endsWith("Scheduled");
    assertThat(stage.reported("proget")).contains("24.0.4");
    assertThat(Instant.now()).as("this machine is too slow for this test").isBefore(when);

    await(parent, "Succeeded");
    assertThat(Instant.now()).isAfter(when);
    assertThat(stage.threadText(await(parent, "Succeeded")))
        .contains("It begins at", "as it was asked for");
  }

  @Test
  void waitsForItsWindowIsCancelledAndCanBeOverridden() throws Exception {
    // It opens in two hours, whenever this runs.
    LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
    String window =
        TIMING + ", window: \"daily %s-%s UTC\"".formatted(opens, opens.plusMinutes(30));
    stage.approvedBy("{ required: 2 }").with("proget", OLD, window, List.of()).start();

    Posted first = approved("proget", "");
    stage.scene.click(first.ts(), "upgrade.approve", stage.alice);
    assertThat(await(first, "Scheduled").text()).contains("when the maintenance window opens");
    stage.scene.click(first.ts(), "upgrade.cancel", stage.alice);
    await(first, "Cancelled");

    Posted second = approved("proget", "");
    String id = second.text().replaceAll("(?s)^.*?`([a-z0-9]{8})`.*$", "$1");
    assertThat(stage.tells(stage.alice, "/inedo override " + id)).contains("the reason");
    assertThat(stage.tells(stage.bob, "/inedo override " + id + " it leaks <!channel>"))
        .contains("Overridden");
    Posted end = await(second, "Succeeded");
    assertThat(end.text()).contains("Overridden (it leaks").doesNotContain("<!channel>");
    assertThat(stage.threadText(end)).contains("<@" + stage.bob.id() + "> overrode", "it leaks");
  }

  @Test
  void oneWaitsForTheOtherAndSaysSo() throws Exception {
    stage
        .parallel(1)
        .with("first", OLD, "stable-for: 40s, health-timeout: 60s", List.of())
        .with("second", OLD, TIMING, List.of())
        .with("third", OLD, TIMING, List.of())
        .start();
    Posted first = approved("first", "");
    await(first, "Running");
    Posted second = approved("second", "");
    Posted third = approved("third", "");

    assertThat(
            stage.scene.awaitMessage(
                third.ts(), SOON, message -> message.text().contains("One is before it")))
        .isPresent();
    stage.scene.click(second.ts(), "upgrade.cancel", stage.alice);
    await(second, "Cancelled");
    assertThat(
            stage.scene.awaitMessage(
                third.ts(), SOON, message -> message.text().contains("It is next")))
        .isPresent();
    await(first, "Succeeded");
    Posted end = await(third, "Succeeded");
    assertThat(stage.threadText(end)).containsOnlyOnce("waits for its turn");
    assertThat(stage.reported("second")).contains("24.0.4");
  }

  @Test
  void aStopInTheMiddleIsToldAndTheNextStartGoesOn() throws Exception {
    // Long enough that its message says so before it is over, however much else it has to say.
    stage.with("proget", OLD, "stable-for: 20s, health-timeout: 60s", List.of()).start();
    Posted parent = approved("proget", "");
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(), LONG, message -> message.text().contains("*health* — running")))
        .isPresent();

    Instant told = Instant.now();
    stage.stopBot();
    assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(stage.workspace.thread(stage.channel, parent.ts()))
        .extracting(Posted::text)
        .last()
        .asString()
        .contains("I am being stopped");

    stage.restartBot();
    assertThat(stage.threadText(await(parent, "Succeeded"))).contains("The bot was restarted");
  }

  @Test
  void anApprovalThatGetsTooOldInTheQueueExpires() throws Exception {
    stage
        .parallel(1)
        .with("first", OLD, "stable-for: 30s, health-timeout: 60s", List.of())
        .with("second", OLD, TIMING + ", approval: { expires-after: 6s }", List.of())
        .start();
    Posted first = approved("first", "");
    await(first, "Running");
    Posted second = approved("second", "");
    await(second, "Queued");
    assertThat(await(second, "Expired").text()).contains("ask for it again");
    await(first, "Succeeded");
    assertThat(stage.reported("second")).contains("24.0.4");
  }

  @Test
  void whatWasApprovedForAHostThatIsGoneFailsUntouched() throws Exception {
    stage.with("proget", OLD, TIMING, List.of()).start();
    Posted parent =
        approved("proget", "--at " + Instant.now().plusSeconds(25).truncatedTo(ChronoUnit.SECONDS));
    await(parent, "Scheduled");
    stage.stopBot();
    stage.host("elsewhere");
    stage.restartBot();
    assertThat(await(parent, "Failed").text()).contains("local", "Nothing was changed");
    assertThat(stage.reported("proget")).contains("24.0.4");
  }
}

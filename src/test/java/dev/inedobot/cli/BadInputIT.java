package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandInTags;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every wrong word and click gets an answer that helps, and changes nothing. */
@Tag("docker")
final class BadInputIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage =
        new Stage(directory)
            .publish(
                StandInTags.good().stream()
                    .filter(tag -> tag.product() == StandInProduct.PROGET)
                    .toList())
            .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
            .with("staging", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
            .with("third", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
            .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /inedo upgarde proget 2024.5            | upgrade
          /inedo frobnicate                       | /inedo help
          /inedo upgrade progte 2024.5            | `proget`
          /inedo upgrade nosuch 2024.5            | `staging`
          /inedo upgrade proget                   | /inedo upgrade proget 2024.5
          /inedo upgrade proget 2026.11           | 2026.12
          /inedo upgrade proget 2024.4            | 2024.4
          /inedo upgrade proget 2023.27           | older
          /inedo upgrade proget latest            | latest
          /inedo upgrade proget banana            | banana
          /inedo upgrade proget ../../etc/passwd  | etc/passwd
          /inedo upgrade $(reboot) 2024.5         | $(reboot)
          /inedo cancel zzzzzzzz                  | zzzzzzzz
          /inedo status nosuch                    | `proget`
          /inedo help                             | /inedo upgrade
          /inedo                                  | /inedo
          """)
  void answersWithWhatToTypeInstead(String line, String expected) {
    assertThat(stage.tells(stage.alice, line)).contains(expected);
    assertNothingBegan();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inedo upgrade <!channel> 2024.5",
        "/inedo upgrade proget <https://evil.example|2024.5>x",
        "/inedo upgrade @here 2024.5",
        "/inedo <@U0EVIL> <!everyone>",
        "/inedo upgrade proget 2024.5\u0007\u0000; rm -rf /"
      })
  void echoesHarmlessly(String line) {
    assertThat(stage.tells(stage.alice, line))
        .doesNotContain("<!channel>", "<!everyone>", "<https:", "<@U0EVIL>", "\u0007", "\u0000");
    assertNothingBegan();
  }

  @Test
  void takesFiveThousandCharacters() {
    assertThat(stage.tells(stage.alice, "/inedo upgrade " + "x".repeat(5000) + " 2024.5"))
        .hasSizeLessThan(3000)
        .contains("proget");
    assertNothingBegan();
  }

  private static void assertNothingBegan() {
    assertThat(
            stage.workspace.messages(stage.channel).stream()
                .filter(message -> message.text().contains("Upgrade proget")))
        .isEmpty();
    assertThat(stage.reported("proget")).contains("24.0.4");
  }

  @Test
  void aPreReleaseNeedsItsFullName() {
    assertThat(stage.tells(stage.alice, "/inedo upgrade proget 2024.6")).contains("2024.6");
    assertNothingBegan();
  }

  @Test
  void oneUpgradeAtATimeAndOneOutcomeOfManyClicks() throws Exception {
    Posted parent = stage.scene.ask("staging", "2024.5", stage.alice);

    assertThat(stage.tells(stage.bob, "/inedo upgrade staging 2024.5"))
        .contains("<@" + stage.alice.id() + ">", "Waiting for backup acknowledgement");

    Member guest = stage.workspace.guest("gus");
    stage.workspace.click(guest, stage.channel, parent.ts(), "backup.acknowledge");
    awaitTold(guest, "full members");
    assertThat(buttons(parent)).contains("backup.acknowledge").doesNotContain("upgrade.approve");

    stage.scene.click(parent.ts(), "upgrade.cancel", stage.alice);
    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofSeconds(30));
    assertThat(end.text()).endsWith("Cancelled");
    assertThat(end.buttons()).isEmpty();
    assertThat(stage.reported("staging")).contains("24.0.4");
  }

  private static List<String> buttons(Posted parent) {
    return stage.workspace.messages(stage.channel).stream()
        .filter(message -> message.ts().equals(parent.ts()))
        .flatMap(message -> message.buttons().stream())
        .map(button -> button.actionId())
        .toList();
  }

  private static void awaitTold(Member who, String words) {
    Awaitility.await(who.name() + " is told " + words)
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> stage.workspace.shownOnlyTo(who).stream().anyMatch(said -> said.contains(words)));
  }

  @Test
  void aRedeliveredClickApprovesOnce() throws Exception {
    Posted parent = stage.scene.ask("third", "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(),
                Duration.ofSeconds(20),
                message -> message.text().endsWith("Waiting for approval")))
        .isPresent();
    Delivery first =
        stage.workspace.click(stage.bob, stage.channel, parent.ts(), "upgrade.approve");
    Delivery again = stage.workspace.redeliver(first);

    assertThat(first.inTime()).isTrue();
    assertThat(again.status()).isEqualTo(401);
    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.threadText(end).split(" approved at ", -1)).hasSize(2);
  }

  @Test
  void saysHowToInviteItWhereItIsNoMember() {
    Channel elsewhere = stage.workspace.channelWithoutBot("random");
    stage.workspace.type(stage.alice, elsewhere, "/inedo upgrade proget 2024.5");
    awaitTold(stage.alice, "/invite @" + stage.workspace.botName());
    assertNothingBegan();
  }

  @Test
  void keepsUpgradesOutOfDirectMessages() {
    Member dora = stage.workspace.member("dora");
    Channel direct = stage.workspace.directMessage(dora);
    stage.workspace.type(dora, direct, "/inedo upgrade proget 2024.5");
    awaitTold(dora, "the record");
    assertNothingBegan();
  }
}

package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, click and fill in, through Bolt, signed as Slack signs it. */
final class SlackAppTest {
  private final Reception reception;

  SlackAppTest(@TempDir Path directory) throws Exception {
    reception = new Reception(directory, List.of());
  }

  @AfterEach
  void close() {
    reception.close();
  }

  private void awaitTold(Member who, String words) {
    Awaitility.await(who.name() + " is told " + words)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                reception.workspace.shownOnlyTo(who).stream()
                    .anyMatch(said -> said.contains(words)));
  }

  private View window(int number) {
    Awaitility.await("window " + number)
        .atMost(Duration.ofSeconds(20))
        .until(() -> reception.windows.size() >= number);
    return reception.windows.get(number - 1);
  }

  private List<Upgrade> upgrades() {
    return reception.journal.newest(null, 10);
  }

  private Response submit(String window, String version, String begin, boolean backup)
      throws Exception {
    return reception.submit(
        reception.alice,
        window,
        "upgrade.form",
        reception.ops.id(),
        "proget",
        version,
        begin,
        backup);
  }

  @Test
  void opensAFormFirstAndFillsItThen() throws Exception {
    Response response = reception.type(reception.alice, "upgrade");
    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(Reception.json(window(1)))
        .contains("Looking", "\"callback_id\":\"upgrade.form\"", reception.ops.id());
    assertThat(Reception.json(window(2)))
        .contains(
            "\"private_metadata\":\"" + reception.ops.id() + "\"",
            "\"initial_option\"",
            "proget runs ProGet 2024.4.",
            "\"dispatch_action\":true",
            "I have a backup",
            "Show the plan")
        .containsSubsequence("2024.6 · maintenance", "2025.2 · major release");
    Response chosen = reception.choose(reception.alice, window(2), "proget");
    assertThat(chosen.getStatusCode()).isEqualTo(200);
    assertThat(Reception.json(window(3))).contains("version proget");
    assertThat(reception.workspace.shownOnlyTo(reception.alice)).isEmpty();
  }

  /** What came of a form, in the answer or, if that took long, in the window. */
  private void awaitInForm(Response response, String words) {
    if (!Reception.body(response).contains(words)) {
      Awaitility.await("the form says " + words)
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  reception.windows.stream()
                      .anyMatch(window -> Reception.json(window).contains(words)));
    }
  }

  @Test
  void fillsAFormThatWasFilledForAnEarlierChoice() throws Exception {
    reception.type(reception.alice, "upgrade");
    View form = window(2);
    reception.changedMeanwhile = true;
    reception.choose(reception.alice, form, "proget");
    assertThat(Reception.json(window(3))).contains("version proget");
  }

  @Test
  void takesNoVersionAndNoBackupThatWereMeantForAnotherInstance() throws Exception {
    reception.shown = "otter";
    assertThat(Reception.body(submit("V1", "2024.5", "", true)))
        .contains("\"response_action\":\"errors\"", "\"instance\"", "still being looked up");
    assertThat(upgrades()).isEmpty();
  }

  @Test
  void saysInTheFormThatThePlanCanNotBePosted() throws Exception {
    Response response =
        reception.submit(
            reception.alice,
            "V1",
            "upgrade.form",
            reception.workspace.channelWithoutBot("closed").id(),
            "proget",
            "2024.5",
            "",
            true);
    awaitInForm(response, "I am not in this channel");
    assertThat(upgrades())
        .singleElement()
        .satisfies(upgrade -> assertThat(upgrade.state()).isEqualTo(UpgradeState.CANCELLED));
  }

  @Test
  void answersDirectlyWhereItIsNotInTheChannel() throws Exception {
    reception.where = reception.workspace.channelWithoutBot("closed").id();
    reception.click(reception.alice, "plan.frobnicate", "k7m2qxp4");
    Awaitility.await("a direct message")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                reception
                    .workspace
                    .messages(reception.workspace.directMessage(reception.alice))
                    .stream()
                    .anyMatch(said -> said.text().contains("I don't know this button")));
  }

  @Test
  void saysInTheFormThatItFailed() throws Exception {
    reception.onHealth =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    awaitInForm(submit("V1", "2024.5", "", false), "an error of mine");
  }

  @Test
  void saysInTheFormLateWhatCameLate() throws Exception {
    reception.onHealth =
        () -> {
          try {
            Thread.sleep(2200);
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        };
    Response response = submit("V1", "2024.5", "", false);
    assertThat(Reception.body(response)).contains("The plan is being made");
    awaitInForm(response, "it stands in <#" + reception.ops.id());
    assertThat(reception.workspace.messages(reception.ops)).isNotEmpty();
  }

  @Test
  void saysInTheFormThatABackupIsNotNoted() throws Exception {
    reception.unknownPeople = "Slack is away for this test.";
    awaitInForm(submit("V1", "2024.5", "", true), "Your backup is not noted: I could not check");
    assertThat(upgrades())
        .singleElement()
        .satisfies(upgrade -> assertThat(upgrade.state()).isEqualTo(UpgradeState.REQUESTED));
  }

  @Test
  void saysWhatToTypeWhereNoFormCanBeOpened() throws Exception {
    reception.noWindow = "Slack answered expired_trigger_id";
    Response response = reception.type(reception.alice, "upgrade");
    if (!Reception.body(response).contains("expired_trigger_id")) {
      awaitTold(reception.alice, "expired_trigger_id");
    }
    assertThat(reception.windows).isEmpty();
  }

  @Test
  void aFormIsTheSameAsTypingIt() throws Exception {
    Response response = submit("V1", "2024.5", "", true);
    assertThat(response.getStatusCode()).isEqualTo(200);
    Awaitility.await("the backup is acknowledged")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> upgrades().size() == 1 && upgrades().get(0).state() == UpgradeState.ACKNOWLEDGED);
    Posted parent = reception.workspace.messages(reception.ops).get(0);
    assertThat(parent.text())
        .contains("Upgrade proget", "2024.4 → 2024.5", "Expected downtime: unknown");
    Awaitility.await("bob is asked")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                reception.workspace.thread(reception.ops, parent.ts()).stream()
                    .anyMatch(
                        reply ->
                            reply.text().contains("by <@" + reception.bob.id() + ">")
                                && reply
                                    .text()
                                    .contains("<@" + reception.alice.id() + "> acknow")));
  }

  @Test
  void aFormThatIsSentTwiceMakesOneUpgradeAndSaysSo() throws Exception {
    submit("V1", "2024.5", "", false);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> upgrades().size() == 1);
    String id = upgrades().get(0).id().value();
    Awaitility.await("the form is known to be sent")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Reception.body(submit("V1", "2024.5", "", false)))
                    .contains("\"response_action\":\"update\"", "sent already", id));
    assertThat(Reception.body(submit("V2", "2024.5", "", false)))
        .contains("\"response_action\":\"errors\"", "\"instance\"", "under way already", id);
    assertThat(upgrades()).hasSize(1);
  }

  @Test
  void showsEachMistakeAtItsField() throws Exception {
    assertThat(Reception.body(submit("V1", "2024.49", "", false)))
        .contains("\"response_action\":\"errors\"", "\"version proget\"", "does not exist");
    assertThat(Reception.body(submit("V1", "2024.5", "yesterday", false)))
        .contains("\"errors\"", "\"begin\"");
    assertThat(
            Reception.body(
                reception.submit(
                    reception.alice, "V1", "upgrade.form", reception.ops.id(), "", "", "", false)))
        .contains("\"errors\"", "Choose an instance");
    assertThat(upgrades()).isEmpty();
  }

  @Test
  void doesNotTrustTheChannelOfAFormNorAGuest(@TempDir Path other) throws Exception {
    try (Reception strict = new Reception(other, List.of("C0ELSEWHERE"))) {
      assertThat(
              Reception.body(
                  strict.submit(
                      strict.alice,
                      "V1",
                      "upgrade.form",
                      strict.ops.id(),
                      "proget",
                      "2024.5",
                      "",
                      false)))
          .contains("I only answer in <#C0ELSEWHERE>");
      assertThat(strict.journal.newest(null, 10)).isEmpty();
    }
    Member guest = reception.workspace.guest("gus");
    assertThat(
            Reception.body(
                reception.submit(
                    guest,
                    "V1",
                    "upgrade.form",
                    reception.ops.id(),
                    "proget",
                    "2024.5",
                    "",
                    false)))
        .contains("full members");
    reception.type(guest, "upgrade");
    assertThat(Reception.json(window(2))).contains("Only full members");
    assertThat(upgrades()).isEmpty();
  }

  @Test
  void answersWhatItDoesNotKnow() throws Exception {
    assertThat(reception.click(reception.alice, "plan.frobnicate", "k7m2qxp4").getStatusCode())
        .isEqualTo(200);
    awaitTold(reception.alice, "I don't know this button");
    assertThat(reception.click(reception.alice, "upgrade.approve", "zzzzzzzz").getStatusCode())
        .isEqualTo(200);
    awaitTold(reception.alice, "I have no upgrade zzzzzzzz");
    assertThat(reception.click(reception.alice, "upgrade.approve", "not an id").getStatusCode())
        .isEqualTo(200);
    awaitTold(reception.alice, "carries no upgrade's id");
    assertThat(
            Reception.body(
                reception.submit(
                    reception.alice,
                    "V1",
                    "another.form",
                    reception.ops.id(),
                    "proget",
                    "2024.5",
                    "",
                    false)))
        .contains("I don't know this form");
    assertThat(Reception.body(reception.type(reception.alice, "/other", "")))
        .contains("I only know /inedo");
    assertThat(upgrades()).isEmpty();
  }

  private String said(Member who, String text, String part) throws Exception {
    String answer = Reception.body(reception.type(who, text));
    if (answer.contains(part)) {
      return answer;
    }
    awaitTold(who, part);
    return String.join("\n", reception.workspace.shownOnlyTo(who));
  }

  @Test
  void helpsWithWhatThePersonMayDo() throws Exception {
    assertThat(said(reception.alice, "help", "For approvers only"))
        .contains("/inedo upgrade", "`override`")
        .doesNotContain("/inedo override");
    assertThat(said(reception.bob, "help", "/inedo override")).contains("/inedo upgrade");
    Member guest = reception.workspace.guest("gus");
    assertThat(said(guest, "help", "For full members"))
        .contains("/inedo status")
        .doesNotContain("/inedo upgrade");
    assertThat(said(reception.alice, "help upgrade", "2024.6 --at in 3h"))
        .contains("/inedo upgrade proget 2024.6", "Any full member");
    assertThat(said(reception.alice, "help upgarde", "/inedo help upgrade")).contains("upgarde");
    assertThat(said(reception.alice, "help override", "Only approvers")).contains("You may not");
  }

  @Test
  void tellsTheStatusAsATable() throws Exception {
    assertThat(said(reception.alice, "status", "INSTANCE"))
        .containsPattern("INSTANCE +RUNS +HEALTH +UP +NEWER +UPGRADE")
        .containsPattern("proget +ProGet 2024\\.4 +healthy +\\S.* +2024\\.6, 2025\\.2 +–");
  }

  @Test
  void guessesAMistypedVersion() throws Exception {
    assertThat(said(reception.alice, "upgrade proget 2042.5", "Did you mean"))
        .contains("/inedo upgrade proget 2024.5");
    assertThat(upgrades()).isEmpty();
  }

  @Test
  void namesTheRuleAndWhoCanApproveWhenItRefuses() throws Exception {
    submit("V1", "2024.5", "", true);
    Awaitility.await("the backup is acknowledged")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> upgrades().size() == 1 && upgrades().get(0).state() == UpgradeState.ACKNOWLEDGED);
    reception.click(reception.alice, "upgrade.approve", upgrades().get(0).id().value());
    awaitTold(
        reception.alice,
        "You are not among the approvers. The rule: 1 approval. Who can: <@"
            + reception.bob.id()
            + ">.");
  }
}

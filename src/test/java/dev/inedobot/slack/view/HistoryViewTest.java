package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.slack.view.HistoryView.Line;
import dev.inedobot.slack.view.HistoryView.Page;
import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryViewTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final Actor BOB = new Actor("U02BOB", "bob");
  private static final Actor CAROL = new Actor("U03CAROL", "carol");

  private static Upgrade in(UpgradeState state) {
    return new Upgrade(
        new UpgradeId("k7m2qxp4"),
        "proget",
        "ProGet",
        "2023.9",
        "2024.5",
        state,
        ALICE,
        NOW,
        "C02OPS");
  }

  private static UpgradeEvent at(int seconds, Kind kind, Actor actor, String text) {
    return UpgradeEvent.of(NOW.plusSeconds(seconds), kind, actor, text);
  }

  private static final List<UpgradeEvent> WHOLE =
      List.of(
          at(0, Kind.REQUESTED, ALICE, ""),
          at(1, Kind.BACKUP_ACKNOWLEDGED, ALICE, ""),
          at(2, Kind.APPROVED, BOB, ""),
          at(3, Kind.APPROVED, CAROL, ""),
          at(10, Kind.RUN_STARTED, Actor.BOT, ""),
          at(30, Kind.FINISHED, Actor.BOT, "It needs a person."),
          at(40, Kind.CHOSEN, BOB, "GO_BACK"),
          at(95, Kind.FINISHED, Actor.BOT, "proget runs ProGet 2023.9 again."));

  private static String shown(Line line) {
    return HistoryView.of(Page.first(null), List.of(line), false).text();
  }

  @Test
  void tellsEverythingOfAnUpgradeInWords() {
    assertThat(
            shown(
                new Line(
                    in(UpgradeState.ROLLED_BACK),
                    WHOLE,
                    "https://acme.slack.com/archives/C02OPS/p12")))
        .isEqualTo(
            """
            *Upgrades*, the newest first: number 1
            *proget* ProGet 2023.9 → 2024.5: *Rolled back* · \
            <!date^1795586400^{date_num} {time}|2026-11-25 06:00 UTC> · took 1 min 25 s · `k7m2qxp4` · \
            <https://acme.slack.com/archives/C02OPS/p12|thread>
            asked for by <@U01ALICE>, backup acknowledged by <@U01ALICE>, approved by <@U02BOB>, <@U03CAROL>, \
            chosen to go back by <@U02BOB>
            proget runs ProGet 2023.9 again.""");
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void saysTheStateOfEach(UpgradeState state) {
    assertThat(shown(new Line(in(state), List.of(), null)))
        .contains("*" + state.words() + "*")
        .doesNotContain("took", "thread");
  }

  @Test
  void neitherMeasuresNorSumsUpWhatIsNotOver() {
    assertThat(shown(new Line(in(UpgradeState.NEEDS_ATTENTION), WHOLE.subList(0, 6), null)))
        .contains("It needs a person.")
        .doesNotContain("took");
    assertThat(shown(new Line(in(UpgradeState.RUNNING), WHOLE.subList(0, 7), null)))
        .doesNotContain("It needs a person.", "took");
  }

  @Test
  void saysWhoCancelledUnlessItWasTheBot() {
    List<UpgradeEvent> byBob = List.of(at(1, Kind.CANCELLED, BOB, ""));
    List<UpgradeEvent> byBot = List.of(at(1, Kind.CANCELLED, Actor.BOT, "Not posted."));
    assertThat(shown(new Line(in(UpgradeState.CANCELLED), byBob, null)))
        .contains("cancelled by <@U02BOB>");
    assertThat(shown(new Line(in(UpgradeState.CANCELLED), byBot, null)))
        .doesNotContain("cancelled by")
        .contains("Not posted.");
  }

  @Test
  void saysWhoOverrodeWhatItWaitedFor() {
    List<UpgradeEvent> events = List.of(at(1, Kind.OVERRIDDEN, BOB, "The disk fills up."));
    assertThat(shown(new Line(in(UpgradeState.QUEUED), events, null)))
        .contains("asked for by <@U01ALICE>, overridden by <@U02BOB>");
  }

  @Test
  void turnsPagesBothWaysAndStopsAtTheEnds() {
    List<Line> eight = Collections.nCopies(8, new Line(in(UpgradeState.SUCCEEDED), WHOLE, null));
    assertThat(values(HistoryView.of(Page.first("proget"), eight, true)))
        .containsExactly("history.older 8 proget");
    assertThat(values(HistoryView.of(new Page("proget", 8), eight, true)))
        .containsExactly("history.newer 0 proget", "history.older 16 proget");
    assertThat(values(HistoryView.of(new Page(null, 3), eight, false)))
        .containsExactly("history.newer 0");
    assertThat(HistoryView.of(new Page("proget", 8), eight, true).text())
        .startsWith("*Upgrades of proget*, the newest first: 9 to 16");
  }

  private static List<String> values(Message message) {
    return message.buttons().stream().map(HistoryViewTest::words).toList();
  }

  private static String words(Button button) {
    return button.action() + " " + button.value();
  }

  @Test
  void leadsWhereItsButtonsSay() {
    for (Page page : List.of(new Page("proget", 8), new Page(null, 0), new Page("my proget", 16))) {
      assertThat(Page.of(page.value())).contains(page);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "proget", "-8 proget", "99999999", "8  proget", "8 ", "k7m2qxp4"})
  void takesNoOtherValue(String forged) {
    assertThat(Page.of(forged)).isEmpty();
  }

  @Test
  void saysWhenThereIsNothing() {
    assertThat(HistoryView.of(Page.first("proget"), List.of(), false).text())
        .isEqualTo("There are no upgrades of proget in my record yet.");
    assertThat(HistoryView.of(new Page(null, 800), List.of(), false).text())
        .isEqualTo("There are no upgrades so far back.");
  }

  @Test
  void fitsIntoAMessageHoweverLongEverythingIs() {
    String hostile = "<!channel> `" + "& ".repeat(5000);
    Upgrade huge =
        new Upgrade(
            new UpgradeId("k7m2qxp4"),
            hostile,
            hostile,
            hostile,
            hostile,
            UpgradeState.FAILED,
            new Actor(hostile, hostile),
            NOW,
            "C02OPS");
    Line line = new Line(huge, List.of(at(1, Kind.FINISHED, Actor.BOT, hostile)), null);
    Message page = HistoryView.of(new Page("proget", 8), Collections.nCopies(8, line), true);
    assertThat(page.text().length()).isLessThan(13_000);
    assertThat(page.text()).doesNotContain("<!channel>");
    assertThat(page.paragraphs()).hasSize(9).allMatch(paragraph -> paragraph.length() <= 3000);
    assertThat(page.buttons()).hasSize(2).allMatch(button -> button.value().length() <= 2000);
  }
}

package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.slack.command.Command;
import dev.inedobot.slack.command.CommandParser;
import dev.inedobot.slack.command.Examples;
import dev.inedobot.slack.command.Subcommand;
import dev.inedobot.upgrade.plan.TypedTime;
import dev.inedobot.upgrade.run.InfoDesk.Rights;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HelpViewTest {
  private static final Rights ALL = new Rights(true, true, "");
  private static final List<String> INSTANCES = List.of("proget", "otter-staging");

  @ParameterizedTest
  @EnumSource(Subcommand.class)
  void tellsMoreOfEachWithExamplesThatCanBeTyped(Subcommand subcommand) {
    String text = HelpView.of(subcommand, ALL, INSTANCES, Optional.of("2026.12")).text();
    assertThat(text).contains("/inedo " + subcommand.word(), "*For example*");
    assertThat(Examples.of(subcommand, INSTANCES, "2026.12"))
        .isNotEmpty()
        .allSatisfy(
            example -> {
              assertThat(text).contains("`" + example + "`");
              assertThat(CommandParser.parse(example.substring("/inedo ".length())))
                  .isNotInstanceOf(Command.Misunderstood.class);
            });
  }

  @ParameterizedTest
  @EnumSource(Subcommand.class)
  void hasAnExampleOfEachWhereThereIsNoInstance(Subcommand subcommand) {
    assertThat(HelpView.of(subcommand, ALL, List.of(), Optional.empty()).text())
        .containsPattern("\\*For example\\*\n• `/inedo " + subcommand.word());
  }

  @Test
  void hasTimesThatWillNeverBePast() {
    Instant late = Instant.parse("2041-05-01T12:00:00Z");
    List<String> times =
        Examples.of(Subcommand.UPGRADE, INSTANCES, "2026.12").stream()
            .filter(example -> example.contains(" --at "))
            .map(example -> example.substring(example.indexOf(" --at ") + " --at ".length()))
            .toList();
    assertThat(times)
        .isNotEmpty()
        .allSatisfy(
            time ->
                assertThat(TypedTime.parse(time, late, ZoneOffset.UTC))
                    .isInstanceOf(TypedTime.Clear.class));
  }

  @Test
  void leavesOutWhatThePersonMayNotDoAndSaysSo() {
    assertThat(HelpView.of(new Rights(true, false, ""), INSTANCES).text())
        .contains("`/inedo upgrade ", "For approvers only: `override`")
        .doesNotContain("/inedo override");
    assertThat(HelpView.of(new Rights(false, false, ""), INSTANCES).text())
        .contains(
            "`/inedo status", "For full members of this workspace only: `upgrade`", "`doctor`")
        .doesNotContain("/inedo upgrade", "/inedo doctor");
    assertThat(
            HelpView.of(
                    Subcommand.OVERRIDE, new Rights(true, false, ""), INSTANCES, Optional.empty())
                .text())
        .contains("Only approvers may do that. You may not.")
        .doesNotContain("k7m2qxp4");
  }

  @Test
  void showsAllWhereItIsNotKnownAndSaysThat() {
    assertThat(HelpView.of(new Rights(true, true, "Slack <!here> is away."), INSTANCES).text())
        .contains("/inedo override", "could not check: Slack &lt;!here&gt; is away.");
  }

  @Test
  void cutsAListOfInstancesAndLosesNoCommand() {
    List<String> names = IntStream.range(0, 99).mapToObj(n -> "instance-" + n).toList();
    String text = HelpView.of(ALL, names).text();
    assertThat(text).contains("and 69 more").doesNotContain("…\n");
    for (Subcommand subcommand : Subcommand.values()) {
      assertThat(text).contains("`/inedo " + subcommand.word());
    }
  }
}

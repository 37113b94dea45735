package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.CarryOver.Option;
import dev.inedobot.upgrade.plan.DockerCommands;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Secrecy;
import dev.inedobot.upgrade.run.InfoDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanViewTest {
  private static final Plan PLAN = Observations.planned("2023.9", "2024.5");

  private static CarryOver carry(List<Option> options, List<String> inexpressible) {
    return new CarryOver(
        List.of("Env.TZ", "HostConfig.Memory", "Labels.team"),
        List.of("Config.Cmd", "Env.PATH"),
        options,
        List.of(),
        List.of(),
        inexpressible);
  }

  /** So many labels with values that Slack's format and a shell would misread. */
  private static List<Option> labels(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Option.of("--label", "l" + i + "=<!channel> & it's ```" + "x".repeat(60)))
        .toList();
  }

  /** What people copy: the boxes' text as Slack shows it. */
  private static List<String> copied(List<Message> messages) {
    List<String> lines = new ArrayList<>();
    for (Message message : messages) {
      for (String text : sections(message)) {
        if (text.startsWith("```\n")) {
          assertThat(text).endsWith("\n```");
          text.substring(4, text.length() - 4)
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&")
              .lines()
              .forEach(lines::add);
        }
      }
    }
    return lines;
  }

  private static List<String> sections(Message message) {
    return message.blocks().stream()
        .map(block -> ((SectionBlock) block).getText())
        .map(text -> ((MarkdownTextObject) text).getText())
        .toList();
  }

  private static String text(List<Message> messages) {
    return messages.stream().map(Message::text).collect(Collectors.joining("\n"));
  }

  @Test
  void tellsStepsRisksSettingsAndCommands() {
    String text = text(PlanView.of(PLAN, carry(labels(1), List.of("Config.Shell"))));

    assertThat(text)
        .containsSubsequence(
            "This changed nothing",
            "sha256:" + "d".repeat(64),
            "Way back: ",
            "*Downtime*",
            "1. pull",
            "3. stop — Stop the old container · downtime",
            "7. remove",
            "*Carried over*",
            "Env: TZ",
            "HostConfig: Memory",
            "Labels: team",
            "*Inherited*",
            "Config: Cmd",
            "has no option for: Config.Shell",
            "docker pull",
            "docker create",
            "docker rm proget-old");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 200})
  void theCommandsCanBeCopiedAsTheyAreWhateverTheirLength(int count) {
    CarryOver carry = carry(labels(count), List.of());
    List<Message> messages = PlanView.of(PLAN, carry);

    assertThat(copied(messages)).isEqualTo(DockerCommands.of(PLAN, carry));
    assertThat(messages)
        .allSatisfy(
            message -> {
              assertThat(message.blocks()).hasSizeLessThanOrEqualTo(50);
              assertThat(sections(message)).allMatch(section -> section.length() <= 3000);
              assertThat(String.join("", sections(message))).hasSizeLessThan(13_000);
              assertThat(message.text()).doesNotContain("<!channel>");
            });
  }

  @Test
  void saysSoWhereTheCommandsAreTooLong() {
    List<Message> messages = PlanView.of(PLAN, carry(labels(2000), List.of()));

    assertThat(messages).as("a response address takes five").hasSize(5);
    assertThat(messages.get(1).text())
        .containsSubsequence(
            "The same by hand", "Incomplete: don't run it", "after 12 of", "docker");
    assertThat(text(messages)).doesNotContain("docker rm proget-old");
  }

  @Test
  void saysHowSecretsAreReplaced() {
    CarryOver carry =
        carry(
            List.of(
                Option.secret("PROGET_ENCRYPTION_KEY"),
                Option.of("--label", "token=" + Secrecy.PLACEHOLDER)),
            List.of());

    assertThat(text(PlanView.of(PLAN, carry)))
        .contains(
            "Secret values are not shown",
            "export PROGET_ENCRYPTION_KEY=",
            "--env PROGET_ENCRYPTION_KEY",
            "put it in by hand",
            "'token=&lt;as it is in the old container&gt;'");
  }

  @Test
  void helpTellsOfEverySubcommandWithAnExampleThatFits() {
    assertThat(HelpView.of(new InfoDesk.Rights(true, true, ""), List.of("staging")).text())
        .contains(
            "`/inedo upgrade &lt;instance&gt; [version] [--db-first] [--at &lt;time&gt;]`",
            "`/inedo upgrade staging 2024.5`",
            "`/inedo plan staging 2024.5`",
            "`/inedo versions staging`",
            "`/inedo cancel k7m2qxp4`",
            "Instances here: `staging`");
  }
}

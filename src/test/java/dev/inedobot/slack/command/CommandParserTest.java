package dev.inedobot.slack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.slack.command.Command.Cancel;
import dev.inedobot.slack.command.Command.Help;
import dev.inedobot.slack.command.Command.History;
import dev.inedobot.slack.command.Command.Misunderstood;
import dev.inedobot.slack.command.Command.Plan;
import dev.inedobot.slack.command.Command.Status;
import dev.inedobot.slack.command.Command.Upgrade;
import dev.inedobot.slack.command.Command.Versions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandParserTest {

  static Stream<Arguments> whatPeopleType() {
    return Stream.of(
        Arguments.of("upgrade proget 2024.5", new Upgrade("proget", "2024.5")),
        Arguments.of("  Upgrade   proget\t2024.5  ", new Upgrade("proget", "2024.5")),
        Arguments.of("UPGRADE proget 24.0.5", new Upgrade("proget", "24.0.5")),
        Arguments.of("upgrade\u00a0proget\u00a02024.5", new Upgrade("proget", "2024.5")),
        Arguments.of("upgrade\u2009proget\u202f2024.5", new Upgrade("proget", "2024.5")),
        Arguments.of("upgrade pro\u200bget 2024.5\ufeff", new Upgrade("proget", "2024.5")),
        Arguments.of("upgrade\nproget\r\n2024.5\u0000", new Upgrade("proget", "2024.5")),
        Arguments.of("upgrade proget latest", new Upgrade("proget", "latest")),
        Arguments.of("upgrade proget-staging", new Upgrade("proget-staging", null)),
        Arguments.of("upgrade proget 2024.5 --at 02:00", new Upgrade("proget", "2024.5", "02:00")),
        Arguments.of(
            "upgrade proget 2024.5 --db-first", new Upgrade("proget", "2024.5", null, true)),
        Arguments.of(
            "upgrade --db-first proget 2024.5 --at in 3h",
            new Upgrade("proget", "2024.5", "in 3h", true)),
        Arguments.of(
            "upgrade proget 2024.5 \u2014db-first", new Upgrade("proget", "2024.5", null, true)),
        Arguments.of("upgradedb proget 2024.5", new Command.UpgradeDatabase("proget", "2024.5")),
        Arguments.of("backup proget", new Command.BackUp("proget")),
        Arguments.of("upgrade proget --at in 3h", new Upgrade("proget", null, "in 3h")),
        Arguments.of(
            "upgrade proget 2024.5 --at 2026-12-01 02:00",
            new Upgrade("proget", "2024.5", "2026-12-01 02:00")),
        Arguments.of(
            "override k7m2qxp4 can't wait", new Command.OverrideRule("k7m2qxp4", "can't wait")),
        Arguments.of(
            "upgrade <http://proget.example|proget.example> 2024.5",
            new Upgrade("proget.example", "2024.5")),
        Arguments.of("upgrade proget <tel:2024.5|2024.5>", new Upgrade("proget", "2024.5")),
        Arguments.of("upgrade <@U01ALICE|alice> 2024.5", new Upgrade("alice", "2024.5")),
        Arguments.of("plan proget 2024.5", new Plan("proget", "2024.5")),
        Arguments.of("Versions proget", new Versions("proget")),
        Arguments.of("status", new Status(null)),
        Arguments.of("Status ProGet", new Status("ProGet")),
        Arguments.of("history", new History(null)),
        Arguments.of("History\u00a0proget", new History("proget")),
        Arguments.of("cancel k7m2qxp4", new Cancel("k7m2qxp4")),
        Arguments.of("doctor", new Command.Doctor()),
        Arguments.of("help", new Help()),
        Arguments.of("help Upgrade proget", new Help("Upgrade")),
        Arguments.of("HELP me", new Help("me")),
        Arguments.of("upgrade", new Command.UpgradeForm()),
        Arguments.of("", new Help()),
        Arguments.of(" \u00a0\t\n", new Help()));
  }

  @ParameterizedTest
  @MethodSource("whatPeopleType")
  void understands(String typed, Command meant) {
    assertThat(CommandParser.parse(typed)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade proget 2024.5 --at 22:00",
        "upgrade proget 2024.5 \u2014at 22:00",
        "upgrade proget 2024.5 \u2013at 22:00"
      })
  void takesALongDashForTwoShortOnes(String typed) {
    assertThat(CommandParser.parse(typed)).isEqualTo(new Upgrade("proget", "2024.5", "22:00"));
  }

  @Test
  void straightensCurlyQuotes() {
    assertThat(CommandParser.parse("upgrade \u201cproget\u201d \u20182024.5\u2019"))
        .isEqualTo(new Upgrade("\"proget\"", "'2024.5'"));
  }

  @ParameterizedTest
  @CsvSource({
    "upgrdae proget 2024.5, /inedo upgrade",
    "udgrade proget, /inedo upgrade",
    "stauts, /inedo status",
    "paln proget 2024.5, /inedo plan",
    "version proget, /inedo versions",
    "verions, /inedo versions",
    "cancle k7m2qxp4, /inedo cancel",
    "hepl, /inedo help",
  })
  void guessesAMistypedSubcommand(String typed, String suggestion) {
    Command command = CommandParser.parse(typed);
    assertThat(command).isInstanceOf(Misunderstood.class);
    assertThat(((Misunderstood) command).suggestions("otter-b"))
        .singleElement()
        .asString()
        .startsWith(suggestion);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete everything",
        "; rm -rf /",
        "$(reboot)",
        "`reboot`",
        "| cat /etc/passwd",
        "../../etc/passwd",
        "<!channel>",
        "%s%n%x"
      })
  void doesNotGuessWhatIsNothingLikeIt(String typed) {
    Command command = CommandParser.parse(typed);
    assertThat(command).isInstanceOf(Misunderstood.class);
    assertThat(((Misunderstood) command).suggestions("otter-b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade --at 02:00",
        "upgrade proget 2024.5 now",
        "status a b",
        "plan",
        "plan proget",
        "plan proget 2024.5 now",
        "versions",
        "versions a b",
        "plan proget 2024.5 --verbose",
        "cancel",
        "cancel a b",
        "status --all"
      })
  void answersAWrongNumberOfWordsWithAnExample(String typed) {
    Command command = CommandParser.parse(typed);
    assertThat(command).isInstanceOf(Misunderstood.class);
    assertThat(((Misunderstood) command).suggestions("otter-b"))
        .singleElement()
        .asString()
        .startsWith("/inedo " + typed.split(" ")[0]);
  }

  @Test
  void suggestsALineForAnInstanceThatThereIs() {
    assertThat(((Misunderstood) CommandParser.parse("plan")).suggestions("otter-b"))
        .containsExactly("/inedo plan otter-b 2024.5");
  }

  @Test
  void takesShellTricksForWords() {
    assertThat(CommandParser.parse("upgrade proget;reboot $(id)"))
        .isEqualTo(new Upgrade("proget;reboot", "$(id)"));
    assertThat(CommandParser.parse("upgrade proget 2024.5 && reboot"))
        .isInstanceOf(Misunderstood.class);
  }

  @Test
  void answersFiveThousandCharactersShortly() {
    Command command = CommandParser.parse("x".repeat(5000));
    assertThat(command).isInstanceOf(Misunderstood.class);
    assertThat(((Misunderstood) command).reason()).hasSizeLessThan(200);
    Command words = CommandParser.parse("upgrade " + "y ".repeat(2500));
    assertThat(words).isInstanceOf(Misunderstood.class);
    assertThat(((Misunderstood) words).reason()).hasSizeLessThan(300);
  }

  @Test
  void neverThrows() {
    Random random = new Random(42);
    String letters = "upgrade <>|&;`'\"\\\u0000\u2014\u201c\u202e\ud83d\ude00-@#!$(){}2024.5\n";
    for (int i = 0; i < 5000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        typed.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(CommandParser.parse(typed.toString())).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Subcommand.class)
  void understandsTheExampleOfEverySubcommand(Subcommand subcommand) {
    String example = subcommand.example("proget");
    assertThat(example).startsWith("/inedo " + subcommand.word());
    assertThat(CommandParser.parse(example.substring("/inedo ".length())))
        .isNotInstanceOf(Misunderstood.class);
  }
}

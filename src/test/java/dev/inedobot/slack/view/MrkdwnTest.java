package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.inedobot.upgrade.Actor;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MrkdwnTest {

  @Test
  void escapesTheThreeCharactersThatSlackReads() {
    assertThat(Mrkdwn.safe("a < b & c > d", 100)).isEqualTo("a &lt; b &amp; c &gt; d");
    assertThat(Mrkdwn.safe("&lt;", 100)).isEqualTo("&amp;lt;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel>",
        "<!here|x>",
        "<@U01ALICE>",
        "<#C02OPS>",
        "<!subteam^S0OPS>",
        "<http://evil.example|proget.inedo.com>",
        "<mailto:a@b.example>",
        "<\u200b!channel>"
      })
  void letsNoMentionOrLinkSurvive(String text) {
    assertThat(Mrkdwn.safe(text, 200)).doesNotContain("<", ">");
    assertThat(Mrkdwn.safeLine(text, 200)).doesNotContain("<", ">");
    assertThat(Mrkdwn.code(text)).doesNotContain("<", ">");
    assertThat(Mrkdwn.block(text, 200)).doesNotContain("<", ">");
    assertThat(Mrkdwn.mention(new Actor(text, "x"))).doesNotMatch("<@.*[<>].*>");
  }

  @Test
  void dropsControlAndDirectionCharactersButKeepsLines() {
    assertThat(Mrkdwn.safe("a\u0007b\u001b[31mc\nd\u202ee\u200b", 100)).isEqualTo("ab[31mc\nde");
    assertThat(Mrkdwn.safeLine(" a\r\n\tb ", 100)).isEqualTo("a b");
  }

  @Test
  void cutsLongTextVisibly() {
    assertThat(Mrkdwn.safe("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Mrkdwn.safe("abcdefg", 6)).isEqualTo("abcde…");
  }

  @Test
  void cutsNoCharacterInTwo() {
    String cut = Mrkdwn.safe("abcd\ud83d\ude00\ud83d\ude00", 6);
    assertThat(cut.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2).isZero();
    assertThat(Mrkdwn.block("abc\ud83d\ude00de", 3)).isEqualTo("```\n…de\n```");
    assertThat(cut.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
  }

  @Test
  void keepsCodeTogether() {
    assertThat(Mrkdwn.code("pro`get`")).isEqualTo("`pro'get'`");
    assertThat(Mrkdwn.code("a\nb")).isEqualTo("`a b`");
  }

  @Test
  void keepsABlockTogetherAndItsEnd() {
    assertThat(Mrkdwn.block("one\n```\ntwo", 100)).isEqualTo("```\none\n'''\ntwo\n```");
    assertThat(Mrkdwn.block("0123456789", 4)).isEqualTo("```\n…6789\n```");
  }

  /** Logs have whatever a product writes. */
  private static String log(Random random) {
    String[] parts = {
      "<", "&", ">", "&lt;", "```", "`", "\n", ";", "\ud83d\ude00", "x", "a line\n", "\u0007"
    };
    StringBuilder log = new StringBuilder();
    for (int length = random.nextInt(4000); length > 0; length--) {
      log.append(parts[random.nextInt(parts.length)]);
    }
    return log.toString();
  }

  private static void assertWhole(String text) {
    assertThat(text).doesNotContainPattern("&(?!(amp|lt|gt);)").doesNotContain("<", ">");
    assertThat(text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
    assertThat(text.split("```", -1).length % 2).as("every box is closed").isOne();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void cutsWhateverALogHoldsSoThatItFitsAndIsWhole(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      String log = log(random);
      int longest = 20 + random.nextInt(3000);
      String block = Mrkdwn.block(log, longest);
      assertWhole(block);
      assertThat(block.length()).isLessThanOrEqualTo(longest + 9);
      assertThat(block).startsWith("```\n").endsWith("\n```");

      Message message =
          Message.of("head", Mrkdwn.block(log, 9000), Mrkdwn.block(log, 9000), "x " + block);
      for (LayoutBlock section : message.blocks()) {
        String shown = ((MarkdownTextObject) ((SectionBlock) section).getText()).getText();
        assertWhole(shown);
        assertThat(shown.length()).isLessThanOrEqualTo(3000);
      }
      assertThat(message.text().length()).isLessThanOrEqualTo(12_100);
    }
  }

  @Test
  void cutsNoMentionInTwoAndClosesABox() {
    assertThat(Mrkdwn.shortened("who: <@U01ALICE> and more of it", 16)).isEqualTo("who: …");
    assertThat(Mrkdwn.shortened("```\n" + "x".repeat(40) + "\n```", 20))
        .isEqualTo("```\n" + "x".repeat(11) + "…\n```");
    assertThat(Mrkdwn.shortened("x".repeat(40), 20)).isEqualTo("x".repeat(15) + "…");
  }

  @Test
  void mentionsPeopleAndNamesTheBot() {
    assertThat(Mrkdwn.mention(new Actor("U01ALICE", "alice"))).isEqualTo("<@U01ALICE>");
    assertThat(Mrkdwn.mention(Actor.BOT)).isEqualTo("inedobot");
  }

  @Test
  void writesAMomentForEveryTimeZone() {
    assertThat(Mrkdwn.time(Instant.parse("2026-11-25T06:05:04Z")))
        .startsWith("<!date^1795586704^")
        .endsWith("|06:05:04 UTC>");
  }
}

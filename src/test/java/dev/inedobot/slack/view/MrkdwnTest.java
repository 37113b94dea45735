package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.Actor;
import java.time.Instant;
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

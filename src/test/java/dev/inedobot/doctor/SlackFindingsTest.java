package dev.inedobot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.Finding.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlackFindingsTest {
  private static final Set<String> MORE =
      Set.of("commands", "chat:write", "usergroups:read", "users:read", "files:write");

  private static final BotTokenFacts WHO = bot("upgrader", Set.of("chat:write"));

  private static BotTokenFacts facts(
      @Nullable String error,
      boolean organization,
      @Nullable Set<String> scopes,
      @Nullable Duration ahead) {
    return new BotTokenFacts(
        null,
        error,
        "inedobot",
        "T1",
        "https://x.slack.com/",
        organization,
        Optional.ofNullable(scopes),
        Optional.ofNullable(ahead));
  }

  private static BotTokenFacts bot(String name, Set<String> scopes) {
    return new BotTokenFacts(
        null,
        null,
        name,
        "T1",
        "https://x.slack.com/",
        false,
        Optional.of(scopes),
        Optional.empty());
  }

  private static Finding token(BotTokenFacts facts) {
    return SlackFindings.botToken(facts).get(0);
  }

  private static Finding scopes(@Nullable Set<String> granted) {
    return SlackFindings.botToken(facts(null, false, granted, null)).get(1);
  }

  private static Finding clock(@Nullable Duration ahead) {
    return SlackFindings.botToken(facts(null, false, null, ahead)).get(2);
  }

  private static void assertFinding(Finding finding, Verdict verdict, String... words) {
    assertThat(finding.verdict()).as(finding.line()).isEqualTo(verdict);
    assertThat(List.of(words)).allMatch(word -> finding.line().contains(word), finding.line());
    if (verdict == Verdict.FAILURE) {
      assertThat(finding.fix()).as("the fix").isNotEmpty();
    }
  }

  @Test
  void tellsOfTheBotToken() {
    assertFinding(token(facts(null, false, null, null)), Verdict.OK, "@inedobot", "x.slack.com");
    assertFinding(
        token(facts("invalid_auth", false, null, null)),
        Verdict.FAILURE,
        "invalid_auth",
        "SLACK_BOT_TOKEN");
    assertFinding(token(facts(null, true, null, null)), Verdict.FAILURE, "whole organization");
    assertFinding(
        token(BotTokenFacts.unreachable("Connection refused")),
        Verdict.FAILURE,
        "Connection refused",
        "HTTPS_PROXY");
  }

  @Test
  void tellsOfScopesThatAreMissingOrTooMany() {
    assertFinding(scopes(SlackFindings.SCOPES), Verdict.OK);
    assertFinding(
        scopes(Set.of("commands", "chat:write")),
        Verdict.FAILURE,
        "usergroups:read, users:read",
        "manifest.yml");
    assertFinding(scopes(MORE), Verdict.WARNING, "files:write", "manifest.yml");
    assertFinding(scopes(null), Verdict.UNKNOWN);
  }

  @Test
  void tellsOfTheClock() {
    assertFinding(clock(Duration.ofSeconds(-2)), Verdict.OK);
    assertFinding(clock(Duration.ofSeconds(100)), Verdict.WARNING, "100 s ahead of", "ntp");
    assertFinding(clock(Duration.ofMinutes(-6)), Verdict.FAILURE, "360 s behind", "ntp");
    assertFinding(clock(null), Verdict.UNKNOWN);
  }

  @Test
  void tellsOfTheAppToken() {
    assertFinding(SlackFindings.appToken(null, false), Verdict.OK);
    Finding wrong = SlackFindings.appToken("It answered invalid_auth. Take another.", true);
    assertThat(wrong.verdict()).isEqualTo(Verdict.FAILURE);
    assertThat(wrong.line()).contains("invalid_auth", "Take another");
    assertFinding(SlackFindings.appToken("It is away.", false), Verdict.FAILURE, "HTTPS_PROXY");
  }

  @Test
  void tellsOfTheSigningSecretWithoutTellingIt() {
    String secret = "0123456789abcdef0123456789abcdef";
    assertFinding(SlackFindings.signingSecret(secret), Verdict.OK);
    assertFinding(SlackFindings.signingSecret(" "), Verdict.FAILURE, "Basic Information");
    assertFinding(SlackFindings.signingSecret("xoxb-not-this"), Verdict.FAILURE, "does not look");
    assertThat(SlackFindings.signingSecret(secret).line()).doesNotContain(secret);
    assertThat(SlackFindings.signingSecret("xoxb-not-this").line()).doesNotContain("not-this");
  }

  @Test
  void tellsOfTheConnections() {
    assertFinding(SlackFindings.connections(2, Duration.ofSeconds(4)), Verdict.OK, "4 s ago");
    assertFinding(SlackFindings.connections(1, Duration.ofSeconds(4)), Verdict.WARNING, "1 of 2");
    assertFinding(SlackFindings.connections(0, null), Verdict.FAILURE, "No connection");
  }

  @ParameterizedTest
  @CsvSource({
    "true, false,, OK",
    "false, false,, FAILURE",
    "true, true,, FAILURE",
    ", false, missing_scope, UNKNOWN",
    ", false, channel_not_found, FAILURE",
    ", false, internal_error, UNKNOWN",
    ", false,, UNKNOWN"
  })
  void tellsOfAChannel(
      @Nullable Boolean member, boolean archived, @Nullable String error, Verdict verdict) {
    Finding finding = SlackFindings.channel("C1", "ops", member, archived, error, WHO);
    assertFinding(finding, verdict, "channel #ops");
  }

  @Test
  void saysHowToGetIntoAChannel() {
    assertThat(SlackFindings.channel("C1", "", false, false, null, WHO).line())
        .isEqualTo(
            "failure  channel C1: I am not in it, so I can't post there. Type `/invite @upgrader` there.");
    assertThat(SlackFindings.channel("C1", "", null, false, "missing_scope", WHO).line())
        .contains("channels:read", "/invite @upgrader");
  }

  @Test
  void knowsThatItMayPostWhereItIsNotIn() {
    Set<String> anywhere = Set.of("chat:write", "chat:write.public");
    assertFinding(
        SlackFindings.channel("C1", "ops", false, false, null, bot("upgrader", anywhere)),
        Verdict.OK,
        "may post there",
        "chat:write.public");
    assertFinding(
        SlackFindings.channel("C1", "ops", false, true, null, bot("upgrader", anywhere)),
        Verdict.FAILURE,
        "archived");
  }
}

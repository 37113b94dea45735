package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.doctor.BotTokenFacts;
import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.Finding.Verdict;
import dev.inedobot.doctor.SlackFindings;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlackCheckupTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Channel other = workspace.channelWithoutBot("other");

  @AfterEach
  void leave() {
    workspace.close();
  }

  private SlackCheckup checkup() {
    return checkup(workspace.botToken(), Clock.systemUTC());
  }

  private SlackCheckup checkup(String token, Clock clock) {
    return new SlackCheckup(workspace.apiUrl(), token, clock);
  }

  @Test
  void asksWhoTheBotIsAndWhatItMayDo() {
    BotTokenFacts facts = checkup().botToken();
    assertThat(facts.error()).isNull();
    assertThat(facts.bot()).isEqualTo("inedobot");
    assertThat(facts.teamId()).isEqualTo(workspace.teamId());
    assertThat(facts.url()).isEqualTo("https://local.slack.com/");
    assertThat(facts.scopes()).contains(SlackFindings.SCOPES);
    assertThat(facts.ahead().orElseThrow().abs()).isLessThan(Duration.ofSeconds(5));
    workspace.grant(Set.of("commands"));
    assertThat(SlackFindings.botToken(checkup().botToken()))
        .anyMatch(finding -> finding.subject().equals("scopes") && finding.isFailure());
  }

  @Test
  void seesAClockThatIsWrong() {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
    BotTokenFacts facts = checkup(workspace.botToken(), wrong).botToken();
    assertThat(facts.ahead().orElseThrow())
        .isBetween(Duration.ofSeconds(-605), Duration.ofSeconds(-595));
  }

  @Test
  void hearsANoAndNothing() {
    assertThat(checkup("xoxb-other", Clock.systemUTC()).botToken().error())
        .isEqualTo("invalid_auth");
    workspace.apiDown(true);
    assertThat(checkup().botToken().trouble()).isNotNull();
    assertThat(checkup().botToken().trouble()).isNotNull();
  }

  @Test
  void asksWithTheAppToken() {
    assertThat(checkup().appToken(workspace.appToken()).verdict()).isEqualTo(Verdict.OK);
    Finding wrong = checkup().appToken(workspace.botToken());
    assertThat(wrong.isFailure()).isTrue();
    assertThat(wrong.line())
        .contains("not_allowed_token_type", "connections:write")
        .doesNotContain(workspace.botToken());
    assertThat(workspace.connections()).as("nothing is connected").isZero();
  }

  private Finding channel(String id) {
    return checkup().channel(id, checkup().botToken());
  }

  @Test
  void tellsOfChannelsWhatTheScopesAllow() {
    assertThat(channel(ops.id()).verdict()).isEqualTo(Verdict.UNKNOWN);
    workspace.grant(Set.of("channels:read"));
    assertThat(channel(ops.id()).line()).isEqualTo("ok       channel #ops: I am in it.");
    assertThat(channel(other.id()).isFailure()).isTrue();
    assertThat(channel("C0NOWHERE").isFailure()).isTrue();
    workspace.grant(Set.of("channels:read", "chat:write.public"));
    assertThat(channel(other.id()).verdict()).isEqualTo(Verdict.OK);
  }
}

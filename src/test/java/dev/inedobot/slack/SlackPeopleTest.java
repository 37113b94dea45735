package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.upgrade.run.People;
import dev.inedobot.upgrade.run.People.GroupGone;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlackPeopleTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Member alice = workspace.member("alice");

  @AfterEach
  void leave() {
    workspace.close();
  }

  private People people() throws Exception {
    return SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
        .people();
  }

  @Test
  void tellsAGroupThatIsGoneFromSlackBeingAway() throws Exception {
    String group = workspace.userGroup("admins", List.of(alice));
    People people = people();
    assertThat(people.isInGroup(alice.id(), group)).isTrue();
    assertThat(people.isInGroup(workspace.member("bob").id(), group)).isFalse();
    assertThatThrownBy(() -> people.isInGroup(alice.id(), "S0NOSUCH"))
        .isInstanceOf(GroupGone.class)
        .hasMessageContaining("S0NOSUCH");
    workspace.apiDown(true);
    assertThatThrownBy(() -> people.isFullMember(alice.id()))
        .isInstanceOf(PeopleProblem.class)
        .isNotInstanceOf(GroupGone.class);
  }

  @Test
  void makesDoWithWhatItKnewWhereSlackTakesNoMore() throws Exception {
    String group = workspace.userGroup("admins", List.of(alice));
    People people = people();
    assertThat(people.isInGroup(alice.id(), group)).isTrue();
    Thread.sleep(Duration.ofMillis(3200).toMillis());
    workspace.answerRateLimited("usergroups.users.list", 1, Duration.ofSeconds(9));
    assertThat(people.isInGroup(alice.id(), group)).isTrue();
    assertThat(workspace.refusals()).anyMatch(refusal -> refusal.contains("ratelimited"));
    String other = workspace.userGroup("others", List.of(alice));
    workspace.answerRateLimited("usergroups.users.list", 1, Duration.ofSeconds(9));
    assertThatThrownBy(() -> people.isInGroup(alice.id(), other)).isInstanceOf(PeopleProblem.class);
  }
}

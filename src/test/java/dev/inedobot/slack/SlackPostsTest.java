package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.view.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlackPostsTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");

  @AfterEach
  void leave() {
    workspace.close();
  }

  private Posts posts() throws Exception {
    return SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
        .posts();
  }

  private Posted edited(Message message) throws Exception {
    Posts posts = posts();
    String ts = posts.post(ops.id(), null, Message.of("first"));
    posts.update(ops.id(), ts, message);
    return workspace.messages(ops).get(0);
  }

  @Test
  void editsAMessageThatIsTooLongForAnEditsText() throws Exception {
    String log = "…&amp;".repeat(400);

    Posted posted = edited(new Message(List.of(log, log, log), List.of(), "Rolled back"));

    assertThat(posted.text()).endsWith("…\nRolled back").doesNotContainPattern("&(?!amp;)");
    assertThat(posted.text().length()).isGreaterThan(2500);
    assertThat(posted.asText()).contains("Rolled back").hasSizeGreaterThan(2400);
    assertThat(workspace.refusals()).isEmpty();
  }

  @Test
  void leavesAShortTextAsItIs() throws Exception {
    assertThat(edited(new Message(List.of("second"), List.of(), "Done")).text())
        .isEqualTo("second\nDone");
  }
}

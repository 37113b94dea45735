package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.util.JsonOps;
import com.slack.api.model.view.View;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.view.Message;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Messages and windows word for word and block for block, as Slack gets them, in files to read. A
 * change of wording shows as a change of a file: copy {@code target/golden} to {@code
 * src/test/resources/golden} after you have read it.
 */
final class Golden implements AutoCloseable {
  private static final Path EXPECTED = Path.of("src", "test", "resources", "golden");
  private static final Path FOUND = Path.of("target", "golden");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Posts posts;
  private final StringBuilder written = new StringBuilder();

  Golden() throws Exception {
    posts =
        SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
            .posts();
  }

  /** Adds a message; the workspace refuses one that Slack would refuse. */
  Golden message(String title, Message message) throws Exception {
    String ts = posts.post(ops.id(), null, message);
    Posted posted =
        workspace.messages(ops).stream().filter(m -> m.ts().equals(ts)).findFirst().orElseThrow();
    written.append("=== %s%n%s%n".formatted(title, posted.text()));
    posted.blocks().forEach(this::block);
    written.append('\n');
    return this;
  }

  /** Adds a message that is only text. */
  Golden text(String title, String mrkdwn) {
    written.append("=== %s%n%s%n%n".formatted(title, mrkdwn));
    return this;
  }

  /** Adds a window: its frame, then its blocks. */
  Golden window(String title, View view) throws Exception {
    ObjectNode window = (ObjectNode) JSON.readTree(JsonOps.toJsonString(view));
    JsonNode blocks = window.remove("blocks");
    written.append("=== %s%n--- %s%n".formatted(title, window));
    blocks.forEach(block -> written.append("--- %s%n".formatted(block)));
    written.append('\n');
    return this;
  }

  private void block(JsonNode block) {
    ((ObjectNode) block).remove("block_id");
    written.append("--- %s%n".formatted(block));
  }

  /** Holds what was added against the file of a name. */
  void isAsIn(String name) throws Exception {
    String found = written.toString();
    Files.createDirectories(FOUND);
    Files.writeString(FOUND.resolve(name + ".txt"), found);
    Path file = EXPECTED.resolve(name + ".txt");
    assertThat(file).as("not there yet: read target/golden/%s.txt, copy it", name).exists();
    assertThat(found).isEqualTo(Files.readString(file));
  }

  @Override
  public void close() {
    workspace.close();
  }
}

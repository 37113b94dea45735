package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each message of an upgrade in each state, word for word and block for block, as files to read. A
 * change of wording shows as a change of a file: copy {@code target/golden} to {@code
 * src/test/resources/golden} after you have read it.
 */
final class GoldenMessagesTest {
  private static final Path EXPECTED = Path.of("src", "test", "resources", "golden");
  private static final Path FOUND = Path.of("target", "golden");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");

  @AfterEach
  void leave() {
    workspace.close();
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void messagesOfAnUpgrade(UpgradeState state) throws Exception {
    Plan plan = Observations.planned("2023.9", "2024.5");
    Upgrade upgrade =
        new Upgrade(
            new UpgradeId("k7m2qxp4"),
            "proget",
            "ProGet",
            "2023.9",
            "2024.5",
            state,
            Lives.ALICE,
            Lives.NOW,
            "C02OPS");
    same(state.name(), UpgradeMessages.of(upgrade, plan, Lives.to(state)));
  }

  private void same(String name, Map<String, Message> messages) throws Exception {
    String found = written(messages);
    Files.createDirectories(FOUND);
    Files.writeString(FOUND.resolve(name + ".txt"), found);
    Path file = EXPECTED.resolve(name + ".txt");
    assertThat(file).as("not there yet: read target/golden/%s.txt, copy it", name).exists();
    assertThat(found).isEqualTo(Files.readString(file));
  }

  /** As Slack gets them. */
  private String written(Map<String, Message> messages) throws Exception {
    Posts posts =
        SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
            .posts();
    StringBuilder written = new StringBuilder();
    for (Map.Entry<String, Message> message : messages.entrySet()) {
      String ts = posts.post(ops.id(), null, message.getValue());
      Posted posted =
          workspace.messages(ops).stream().filter(m -> m.ts().equals(ts)).findFirst().orElseThrow();
      written.append("=== %s%n%s%n".formatted(message.getKey(), posted.text()));
      for (JsonNode block : posted.blocks()) {
        ((ObjectNode) block).remove("block_id");
        written.append("--- %s%n".formatted(JSON.writeValueAsString(block)));
      }
      written.append('\n');
    }
    return written.toString();
  }
}

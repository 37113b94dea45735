package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.slack.api.SlackConfig;
import com.slack.api.util.json.GsonFactory;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final Gson SLACK = GsonFactory.createSnakeCase(new SlackConfig());
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void messagesOfAnUpgrade(UpgradeState state) throws IOException {
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

  private static void same(String name, Map<String, Message> messages) throws IOException {
    String found = written(messages);
    Files.createDirectories(FOUND);
    Files.writeString(FOUND.resolve(name + ".txt"), found);
    Path file = EXPECTED.resolve(name + ".txt");
    assertThat(file).as("not there yet: read target/golden/%s.txt, copy it", name).exists();
    assertThat(found).isEqualTo(Files.readString(file));
  }

  private static String written(Map<String, Message> messages) {
    StringBuilder written = new StringBuilder();
    new LinkedHashMap<>(messages)
        .forEach(
            (key, message) -> {
              JsonElement blocks = JsonParser.parseString(SLACK.toJson(message.blocks()));
              written.append(
                  "=== %s%n%s%n--- blocks%n%s%n%n"
                      .formatted(key, message.text(), PRETTY.toJson(blocks)));
            });
    return written.toString();
  }
}

package dev.inedobot.slack;

import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each message of an upgrade in each state. */
final class GoldenMessagesTest {
  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void messagesOfAnUpgrade(UpgradeState state) throws Exception {
    Plan plan = Observations.planned("2023.9", "2024.5");
    Upgrade upgrade = Lives.upgrade(state);
    try (Golden golden = new Golden()) {
      for (Map.Entry<String, Message> message :
          UpgradeMessages.of(upgrade, plan, Lives.to(state)).entrySet()) {
        golden.message(message.getKey(), message.getValue());
      }
      golden.isAsIn(state.name());
    }
  }
}

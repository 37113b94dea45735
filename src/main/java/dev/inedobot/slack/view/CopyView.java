package dev.inedobot.slack.view;

import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.slack.view.Message.Style;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.DataDirectory;
import dev.inedobot.upgrade.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** How a backup can be acknowledged, and what is said of a copy that goes with it. */
final class CopyView {
  private CopyView() {}

  static List<Button> buttons(UpgradeId upgrade, Plan plan) {
    String id = upgrade.value();
    List<Button> buttons = new ArrayList<>();
    if (plan.database().canBeBackedUp()) {
      buttons.add(new Button(Actions.BACK_UP, "Back up now", id, Style.PRIMARY));
    }
    DataDirectory data = plan.copyable();
    if (plan.offersCopy() && data != null) {
      buttons.add(
          new Button(
              Actions.BACK_UP_WITH_VOLUMES,
              "Back up now, with the %s (%s)".formatted(data.words(), data.size()),
              id,
              Style.PLAIN));
    }
    buttons.add(
        new Button(
            Actions.ACKNOWLEDGE,
            "I have a backup",
            id,
            buttons.isEmpty() ? Style.PRIMARY : Style.PLAIN));
    return buttons;
  }

  /** What the offer means; empty if there is none. */
  static String offer(Plan plan) {
    DataDirectory data = plan.copyable();
    return plan.offersCopy() && data != null
        ? (" _Back up now, with the %1$s_ also has me copy %2$s (%3$s) into a new volume on the same engine, while the"
                + " product serves; it takes that much room until it is discarded.")
            .formatted(data.words(), Mrkdwn.code(data.path()), data.size())
        : "";
  }

  /** What was asked for beside the database, after “backup”; empty for nothing. */
  static String with(Plan plan, UpgradeEvent asked) {
    DataDirectory data = plan.copyable();
    return data != null && asked.text().equals(Backups.WITH_A_COPY)
        ? " with a copy of the " + data.words()
        : "";
  }
}

package dev.inedobot.slack.view;

import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.slack.view.Message.Style;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.plan.Backups;
import java.util.List;

/** What can be done with what is kept of an upgrade that has ended. */
final class KeptView {
  private static final int LONGEST_QUESTION = 300;

  private KeptView() {}

  static List<Button> buttons(Upgrade upgrade, List<UpgradeEvent> events) {
    List<String> places = Backups.allKept(events);
    return places.isEmpty()
        ? List.of()
        : List.of(
            new Button(
                Actions.DISCARD_KEPT,
                "Discard what is kept",
                upgrade.id().value(),
                Style.DANGER,
                question(places)));
  }

  /** Plain text, which Slack takes as it is. */
  private static String question(List<String> places) {
    String end = " This can't be undone; backups stay.";
    String question = "Deletes for good: " + String.join("; ", places) + ".";
    int room = LONGEST_QUESTION - end.length();
    return question.length() <= room ? question + end : question.substring(0, room - 1) + "…" + end;
  }
}

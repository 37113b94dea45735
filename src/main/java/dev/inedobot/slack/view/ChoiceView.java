package dev.inedobot.slack.view;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.Version;
import dev.inedobot.slack.command.Command;
import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.slack.view.Message.Style;
import dev.inedobot.upgrade.run.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Offers the newest versions as buttons. A button's value is a version in release form, a blank,
 * and the instance's name.
 */
public final class ChoiceView {
  private ChoiceView() {}

  public static Message of(Told.Newer newer) {
    Optional<Version> maintenance = newer.versions().newestMaintenance();
    Optional<Version> major = newer.versions().newestMajor();
    if (maintenance.isEmpty() && major.isEmpty()) {
      return VersionsView.of(newer);
    }
    List<Button> buttons = new ArrayList<>();
    maintenance.ifPresent(
        version -> buttons.add(button(newer, Actions.CHOOSE_MAINTENANCE, version, Style.PRIMARY)));
    major.ifPresent(
        version -> buttons.add(button(newer, Actions.CHOOSE_MAJOR, version, Style.PLAIN)));
    String instance = Mrkdwn.safeLine(newer.settings().name(), 80);
    Version example = maintenance.or(() -> major).orElseThrow();
    return new Message(
        List.of(
            "*%s* runs %s %s. To which version? A button shows the plan; nothing is done before it is"
                    .formatted(
                        instance,
                        newer.settings().product().displayName(),
                        newer.running().marketingForm())
                + " approved.",
            "Or say the version: `/inedo upgrade %s %s`. `/inedo versions %s` lists them all."
                .formatted(instance, example.marketingForm(), instance)),
        buttons,
        "");
  }

  private static Button button(Told.Newer newer, String action, Version version, Style style) {
    String kind =
        ReleaseKind.between(newer.running(), version) == ReleaseKind.MAJOR
            ? "major"
            : "maintenance";
    return new Button(
        action,
        "%s (%s)".formatted(version.marketingForm(), kind),
        version.releaseForm() + " " + newer.settings().name(),
        style);
  }

  /** What a click on such a button asks for; empty if its value is none of this bot's. */
  public static Optional<Command.Upgrade> chosen(String value) {
    String[] parts = value.split(" ", 2);
    boolean complete =
        parts.length == 2 && Version.tryParse(parts[0]).isPresent() && !parts[1].isBlank();
    return complete ? Optional.of(new Command.Upgrade(parts[1], parts[0])) : Optional.empty();
  }
}

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
import org.jspecify.annotations.Nullable;

/**
 * Offers the newest versions as buttons. A button's value is a version in release form, a blank,
 * the instance's name, and if there is one, {@code --at} and a time, after blanks.
 */
public final class ChoiceView {
  private static final int LONGEST_TIME = 60;

  private ChoiceView() {}

  /**
   * The offer.
   *
   * @param begin when it is to begin, as it was typed, or null
   */
  public static Message of(Told.Newer newer, @Nullable String begin) {
    Optional<Version> maintenance = newer.versions().newestMaintenance();
    Optional<Version> major = newer.versions().newestMajor();
    if (maintenance.isEmpty() && major.isEmpty()) {
      return VersionsView.of(newer);
    }
    List<Button> buttons = new ArrayList<>();
    maintenance.ifPresent(
        version ->
            buttons.add(button(newer, begin, Actions.CHOOSE_MAINTENANCE, version, Style.PRIMARY)));
    major.ifPresent(
        version -> buttons.add(button(newer, begin, Actions.CHOOSE_MAJOR, version, Style.PLAIN)));
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

  private static Button button(
      Told.Newer newer, @Nullable String begin, String action, Version version, Style style) {
    String time =
        begin == null ? "" : " --at " + begin.substring(0, Math.min(begin.length(), LONGEST_TIME));
    String kind =
        ReleaseKind.between(newer.running(), version) == ReleaseKind.MAJOR
            ? "major"
            : "maintenance";
    return new Button(
        action,
        "%s (%s)".formatted(version.marketingForm(), kind),
        version.releaseForm() + " " + newer.settings().name() + time,
        style);
  }

  /** What a click on such a button asks for; empty if its value is none of this bot's. */
  public static Optional<Command.Upgrade> chosen(String value) {
    String[] parts = value.split(" ", 4);
    boolean complete =
        parts.length >= 2 && Version.tryParse(parts[0]).isPresent() && !parts[1].isBlank();
    boolean atOnce = parts.length == 2;
    boolean later = parts.length == 4 && parts[2].equals("--at");
    return complete && (atOnce || later)
        ? Optional.of(new Command.Upgrade(parts[1], parts[0], atOnce ? null : parts[3]))
        : Optional.empty();
  }
}

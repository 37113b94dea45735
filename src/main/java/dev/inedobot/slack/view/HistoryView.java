package dev.inedobot.slack.view;

import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.slack.view.Message.Style;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Past upgrades, a page at a time. */
public final class HistoryView {
  /** How many upgrades a page has. */
  public static final int PAGE = 8;

  private static final Pattern VALUE = Pattern.compile("(\\d{1,7})(?: (\\S.*))?", Pattern.DOTALL);

  private HistoryView() {}

  /**
   * One upgrade.
   *
   * @param link the address of its message, or null if that is not known
   */
  public record Line(Upgrade upgrade, List<UpgradeEvent> events, @Nullable String link) {}

  /**
   * Which page.
   *
   * @param instance the instance whose upgrades it has, or null for those of all
   * @param skip how many newer ones come before it
   */
  public record Page(@Nullable String instance, int skip) {
    public static Page first(@Nullable String instance) {
      return new Page(instance, 0);
    }

    /** What a button carries that leads here. */
    String value() {
      return instance == null ? Integer.toString(skip) : skip + " " + instance;
    }

    /** The page that a button leads to; empty if its value is none of this bot's. */
    public static Optional<Page> of(String value) {
      Matcher parts = VALUE.matcher(value);
      return parts.matches()
          ? Optional.of(new Page(parts.group(2), Integer.parseInt(parts.group(1))))
          : Optional.empty();
    }
  }

  /**
   * A page.
   *
   * @param lines its upgrades, the newest first; none if there are none so far back
   * @param more whether there are older ones
   */
  public static Message of(Page page, List<Line> lines, boolean more) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(title(page, lines.size()));
    lines.stream().map(HistoryView::line).forEach(paragraphs::add);
    List<Button> buttons = new ArrayList<>();
    if (page.skip() > 0) {
      Page newer = new Page(page.instance(), Math.max(0, page.skip() - PAGE));
      buttons.add(new Button(Actions.HISTORY_NEWER, "Newer", newer.value(), Style.PLAIN));
    }
    if (more) {
      Page older = new Page(page.instance(), page.skip() + PAGE);
      buttons.add(new Button(Actions.HISTORY_OLDER, "Older", older.value(), Style.PLAIN));
    }
    return new Message(paragraphs, buttons, "");
  }

  private static String title(Page page, int lines) {
    String instance = page.instance();
    String whose = instance == null ? "" : " of " + Mrkdwn.safeLine(instance, 80);
    if (lines == 0) {
      return page.skip() == 0
          ? "There are no upgrades%s in my record yet.".formatted(whose)
          : "There are no upgrades%s so far back.".formatted(whose);
    }
    return lines == 1
        ? "*Upgrades%s*, the newest first: number %d".formatted(whose, page.skip() + 1)
        : "*Upgrades%s*, the newest first: %d to %d"
            .formatted(whose, page.skip() + 1, page.skip() + lines);
  }

  private static String line(Line line) {
    Upgrade upgrade = line.upgrade();
    List<String> parts = new ArrayList<>();
    parts.add(
        "*%s* %s %s: *%s*"
            .formatted(
                Mrkdwn.safeLine(upgrade.instance(), 80),
                Mrkdwn.safeLine(upgrade.product(), 40),
                // Only a backup leads to the version that runs.
                upgrade.from().equals(upgrade.to())
                    ? Mrkdwn.safeLine(upgrade.from(), 40) + ", backup"
                    : "%s → %s"
                        .formatted(
                            Mrkdwn.safeLine(upgrade.from(), 40), Mrkdwn.safeLine(upgrade.to(), 40)),
                upgrade.state().words()));
    parts.add(Mrkdwn.moment(upgrade.requestedAt()));
    if (!upgrade.state().isActive()) {
      took(line.events()).ifPresent(time -> parts.add("took " + Durations.words(time)));
    }
    parts.add("`" + upgrade.id() + "`");
    String link = line.link();
    if (link != null) {
      parts.add(Mrkdwn.link(link, "thread"));
    }
    return String.join(" · ", parts) + "\n" + people(upgrade, line.events()) + outcome(line);
  }

  /** From its first step to its outcome; a wait for a person's choice is part of it. */
  private static Optional<Duration> took(List<UpgradeEvent> events) {
    Instant began = null;
    Instant ended = null;
    for (UpgradeEvent event : events) {
      if (event.kind() == Kind.RUN_STARTED && began == null) {
        began = event.at();
      } else if (event.kind() == Kind.FINISHED) {
        ended = event.at();
      }
    }
    return began == null || ended == null
        ? Optional.empty()
        : Optional.of(Duration.between(began, ended));
  }

  private static String people(Upgrade upgrade, List<UpgradeEvent> events) {
    Map<String, Set<String>> did = new LinkedHashMap<>();
    did.put("asked for", Set.of(Mrkdwn.mention(upgrade.requestedBy())));
    for (UpgradeEvent event : events) {
      verb(event)
          .ifPresent(
              verb ->
                  did.computeIfAbsent(verb, first -> new LinkedHashSet<>())
                      .add(Mrkdwn.mention(event.actor())));
    }
    List<String> said = new ArrayList<>();
    did.forEach((verb, who) -> said.add(verb + " by " + String.join(", ", who)));
    return String.join(", ", said);
  }

  private static Optional<String> verb(UpgradeEvent event) {
    boolean decided = !event.actor().equals(Actor.BOT);
    return switch (event.kind()) {
      case BACKUP_ACKNOWLEDGED -> Optional.of("backup acknowledged");
      case BACKUP_ASKED -> Optional.of("backup asked for");
      case BACKUP_OVERRIDDEN -> Optional.of("backup overridden");
      case APPROVED -> Optional.of("approved");
      case OVERRIDDEN -> Optional.of("overridden");
      case CHOSEN -> Optional.of("chosen " + AttentionView.words(event));
      case VETOED -> Optional.of("vetoed");
      case CANCELLED -> decided ? Optional.of("cancelled") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String outcome(Line line) {
    if (line.upgrade().state() == UpgradeState.RUNNING) {
      // What it asked before somebody chose is answered.
      return "";
    }
    return line.events().stream()
        .filter(
            event ->
                event.kind() == Kind.FINISHED
                    || event.kind() == Kind.EXPIRED
                    || event.kind() == Kind.CANCELLED)
        .reduce((first, second) -> second)
        .map(UpgradeEvent::text)
        .filter(text -> !text.isBlank())
        .map(text -> "\n" + Mrkdwn.safeLine(text, 300))
        .orElse("");
  }
}

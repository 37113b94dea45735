package dev.inedobot.slack.view;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.HealthBefore;
import dev.inedobot.upgrade.run.InfoDesk.State;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Surveyor.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What runs, and what is under way: a table, and below it what does not fit into a cell. */
public final class StatusView {
  private static final int LONGEST_TABLE = 2600;
  private static final int LONGEST_LIST = 2400;
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final List<String> HEAD =
      List.of("INSTANCE", "RUNS", "HEALTH", "UP", "NEWER", "UPGRADE");
  private static final List<Integer> WIDEST = List.of(30, 30, 11, 10, 24, 38);

  private StatusView() {}

  /**
   * The answer to {@code /inedo status}.
   *
   * @param latest the upgrades that ended last, the newest first
   */
  public static Message of(List<State> states, Instances.Listing listing, List<Upgrade> latest) {
    List<String> paragraphs = new ArrayList<>();
    if (states.isEmpty()) {
      paragraphs.add(
          "I found no instance: no container whose image ends with `inedo/proget`,"
              + " `inedo/buildmaster` or `inedo/otter`.");
    } else {
      paragraphs.add(table(states));
    }
    List<String> details = new ArrayList<>();
    states.forEach(state -> detail(state).ifPresent(details::add));
    for (Instances.NotAnInstance other : listing.others()) {
      details.add(
          "• %s is no instance: %s."
              .formatted(Mrkdwn.code(other.container()), Mrkdwn.safe(other.why(), 300)));
    }
    for (String silent : listing.silentHosts()) {
      details.add("• " + Mrkdwn.safe(silent, 500));
    }
    paragraphs.add(list("", details));
    paragraphs.add(list("*Latest upgrades*", latest.stream().map(StatusView::latest).toList()));
    return new Message(paragraphs, List.of(), "");
  }

  /** As many whole lines as fit into a section, and how many do not. */
  private static String list(String head, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    List<String> shown = new ArrayList<>();
    if (!head.isEmpty()) {
      shown.add(head);
    }
    int room = LONGEST_LIST;
    int told = 0;
    for (String line : lines) {
      room -= line.length() + 1;
      if (room < 0) {
        break;
      }
      shown.add(line);
      told++;
    }
    if (told < lines.size()) {
      shown.add("… and %d more".formatted(lines.size() - told));
    }
    return String.join("\n", shown);
  }

  private static String table(List<State> states) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    states.forEach(state -> rows.add(row(state)));
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEAD.size(); column++) {
      int widest = 0;
      for (List<String> row : rows) {
        widest = Math.max(widest, row.get(column).length());
      }
      widths.add(widest);
    }
    StringBuilder table = new StringBuilder();
    int shown = 0;
    for (List<String> row : rows) {
      String line = Mrkdwn.safe(aligned(row, widths), 400);
      if (table.length() + line.length() + 1 > LONGEST_TABLE) {
        break;
      }
      table.append(line).append('\n');
      shown++;
    }
    int more = rows.size() - shown;
    return "```\n%s```%s"
        .formatted(
            table,
            more == 0
                ? ""
                : "\n… and %d more: `/inedo status &lt;instance&gt;` tells of one".formatted(more));
  }

  private static String aligned(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }

  private static List<String> row(State state) {
    Sight sight = state.sight();
    Version running = sight == null ? null : sight.running();
    String product = state.settings().product().displayName();
    List<String> cells =
        List.of(
            state.settings().name(),
            running == null ? product + " ?" : product + " " + running.marketingForm(),
            health(sight),
            up(state.up()),
            newer(state),
            active(state.active()));
    List<String> row = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      row.add(cell(cells.get(column), WIDEST.get(column)));
    }
    return row;
  }

  /** On one line, without what would end the box. */
  private static String cell(String text, int widest) {
    String plain = text.replaceAll("[\\p{C}`]", "").strip();
    return plain.length() <= widest ? plain : plain.substring(0, widest - 1) + "…";
  }

  private static String health(@Nullable Sight sight) {
    if (sight == null) {
      return "not seen";
    }
    if (!sight.container().state().serves()) {
      return sight.container().state().wasStarted() ? "down" : "not started";
    }
    HealthBefore health = sight.health();
    if (health == null) {
      return "no answer";
    }
    return health.reading().verdict() == HealthReading.Verdict.HEALTHY ? "healthy" : "not healthy";
  }

  private static String up(@Nullable Duration up) {
    if (up == null) {
      return "–";
    }
    if (up.compareTo(TWO_DAYS) >= 0) {
      return "%d d %d h".formatted(up.toDays(), up.toHoursPart());
    }
    return up.toMinutes() > 0
        ? Durations.words(Duration.ofMinutes(up.toMinutes()))
        : Durations.words(Duration.ofSeconds(Math.max(0, up.toSeconds())));
  }

  private static String newer(State state) {
    if (!state.unlisted().isEmpty() || state.sight() == null) {
      return "?";
    }
    return state.newest().isEmpty()
        ? "none"
        : state.newest().stream().map(Version::marketingForm).collect(Collectors.joining(", "));
  }

  private static String active(@Nullable Upgrade active) {
    return active == null ? "–" : active.state().words();
  }

  /** What a person should know beyond the table; empty if that says it all. */
  private static Optional<String> detail(State state) {
    List<String> said = new ArrayList<>();
    Sight sight = state.sight();
    if (sight == null) {
      said.add(Mrkdwn.safe(state.problem(), 400));
    } else if (!sight.container().state().serves()) {
      said.add(Mrkdwn.safeLine(sight.container().state().words(), 200));
    } else if (sight.health() == null) {
      said.add("running, but it does not answer");
    } else if (sight.health().reading().verdict() != HealthReading.Verdict.HEALTHY) {
      said.add("not healthy: " + Mrkdwn.safeLine(sight.health().reading().words(), 300));
    }
    if (!state.unlisted().isEmpty()) {
      said.add("which versions are newer is not known: " + Mrkdwn.safeLine(state.unlisted(), 300));
    }
    Upgrade active = state.active();
    if (active != null) {
      said.add(
          "upgrade to %s: %s (`%s`, asked for by %s)"
              .formatted(
                  Mrkdwn.safeLine(active.to(), 40),
                  active.state().words(),
                  active.id(),
                  Mrkdwn.mention(active.requestedBy())));
    }
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "• *%s*: %s"
                .formatted(Mrkdwn.safeLine(state.settings().name(), 80), String.join("; ", said)));
  }

  private static String latest(Upgrade upgrade) {
    return "• `%s` %s %s → %s, asked for by %s at %s: %s"
        .formatted(
            upgrade.id(),
            Mrkdwn.safeLine(upgrade.instance(), 80),
            Mrkdwn.safeLine(upgrade.from(), 40),
            Mrkdwn.safeLine(upgrade.to(), 40),
            Mrkdwn.mention(upgrade.requestedBy()),
            Mrkdwn.moment(upgrade.requestedAt()),
            upgrade.state().words());
  }
}

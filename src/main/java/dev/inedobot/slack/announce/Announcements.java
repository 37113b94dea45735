package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.AnnouncementView;
import dev.inedobot.slack.view.Message;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other channels of an upgrade's downtime: one line before it, one after it. Each is in the
 * book before it is sent, and is sent again only if Slack certainly did not take it, so that none
 * is told twice. Used by one thread at a time.
 */
final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final String BEFORE = "announced before ";
  private static final String AFTER = "announced after ";

  private static final String SENDING = "sending";
  private static final String NOT_SENT = "not sent";
  private static final String TOLD = "told";
  private static final String REFUSED = "refused ";

  private final MessageBook book;
  private final Posts posts;
  private final Paces paces;
  private final Clock clock;
  private final UpgradeId id;

  /** When a line that Slack did not take is due again, and how long that was put off. */
  private final Map<String, Instant> due = new HashMap<>();

  private final Map<String, Duration> waits = new HashMap<>();

  private @Nullable Instant next;

  Announcements(MessageBook book, Posts posts, Paces paces, Clock clock, UpgradeId id) {
    this.book = book;
    this.posts = posts;
    this.paces = paces;
    this.clock = clock;
    this.id = id;
  }

  /** One line for one channel. */
  private record Line(String slot, String channel, Message message) {}

  /** Sends one line that is due; false if there is none now. */
  boolean sendOne(Upgrade upgrade, Plan plan, List<UpgradeEvent> events, Map<String, Posted> posted)
      throws InterruptedException {
    next = null;
    for (Line line : lines(upgrade, plan, events)) {
      if (isMissing(posted.get(line.slot()))) {
        Instant at = due.getOrDefault(line.slot(), Instant.EPOCH);
        if (!clock.instant().isBefore(at)) {
          send(line);
          return true;
        }
        next = next == null || at.isBefore(next) ? at : next;
      }
    }
    return false;
  }

  /** When the next line that was put off is due, as of the last look; empty if there is none. */
  Optional<Instant> next() {
    return Optional.ofNullable(next);
  }

  private static boolean isMissing(@Nullable Posted there) {
    return there == null || there.contentHash().equals(NOT_SENT);
  }

  /** A line that says what is ahead is of no use once it is over. */
  private List<Line> lines(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    List<Line> lines = new ArrayList<>();
    if (plan.work() == Work.BACKUP) {
      // Nothing becomes unavailable.
      return lines;
    }
    for (String channel : plan.settings().announceTo()) {
      String link = book.link(id).orElse(null);
      Optional<Message> after = AnnouncementView.after(upgrade, events, link);
      if (after.isEmpty()) {
        AnnouncementView.before(upgrade, events, link)
            .ifPresent(before -> lines.add(new Line(BEFORE + channel, channel, before)));
      }
      after.ifPresent(message -> lines.add(new Line(AFTER + channel, channel, message)));
    }
    return lines;
  }

  private void send(Line line) throws InterruptedException {
    paces.awaitPost(line.channel());
    note(line, "", SENDING);
    try {
      note(line, posts.post(line.channel(), null, line.message()), TOLD);
    } catch (SlackTrouble failure) {
      LOG.warn(
          "Upgrade {} may not be announced in {}: {}", id, line.channel(), failure.getMessage());
      if (failure.isUntaken()) {
        putOff(line.slot(), failure.retryAfter());
        note(line, "", NOT_SENT);
      } else if (!failure.isPassing()) {
        note(line, "", REFUSED + failure.error());
      }
    }
  }

  private void putOff(String slot, @Nullable Duration told) {
    Duration wait =
        waits.merge(slot, FIRST_WAIT, (last, first) -> shorter(last.multipliedBy(2), LONGEST_WAIT));
    due.put(slot, clock.instant().plus(told != null ? told : wait));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void note(Line line, String ts, String what) {
    book.record(id, line.slot(), new Posted(line.channel(), ts, what));
  }

  /** What the thread says of channels that take no such line, once for each of them. */
  static Map<String, Message> refusals(Map<String, Posted> posted) {
    Map<String, Message> refusals = new LinkedHashMap<>();
    posted.forEach(
        (slot, there) -> {
          boolean ours = slot.startsWith(BEFORE) || slot.startsWith(AFTER);
          if (ours && there.contentHash().startsWith(REFUSED)) {
            String error = there.contentHash().substring(REFUSED.length());
            refusals.putIfAbsent(
                "not announced in " + there.channel(),
                AnnouncementView.refused(there.channel(), error));
          }
        });
    return refusals;
  }
}

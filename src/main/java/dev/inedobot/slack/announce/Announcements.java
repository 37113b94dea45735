package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.AnnouncementView;
import dev.inedobot.slack.view.Message;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other channels of an upgrade's downtime: one line before it, one after it. Each is in the
 * book before it is sent, so that a restart in between tells none of them twice. Used by one thread
 * at a time.
 */
final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final String BEFORE = "announced before ";
  private static final String AFTER = "announced after ";

  private static final String SENDING = "sending";
  private static final String NOT_SENT = "not sent";
  private static final String TOLD = "told";
  private static final String REFUSED = "refused ";

  private final MessageBook book;
  private final Posts posts;
  private final Paces paces;
  private final UpgradeId id;
  private final Set<String> tried = new HashSet<>();
  private @Nullable SlackTrouble trouble;

  Announcements(MessageBook book, Posts posts, Paces paces, UpgradeId id) {
    this.book = book;
    this.posts = posts;
    this.paces = paces;
    this.id = id;
  }

  /** One line for one channel. */
  private record Line(String slot, String channel, Message message) {}

  /** What could not be sent before is tried again. */
  void tryAgain() {
    tried.clear();
    trouble = null;
  }

  /** Sends one line that is missing; false if there is none that was not tried. */
  boolean sendOne(Upgrade upgrade, Plan plan, List<UpgradeEvent> events, Map<String, Posted> posted)
      throws InterruptedException {
    for (Line line : lines(upgrade, plan, events)) {
      if (isMissing(posted.get(line.slot())) && tried.add(line.slot())) {
        send(line);
        return true;
      }
    }
    return false;
  }

  private static boolean isMissing(@Nullable Posted there) {
    return there == null || there.contentHash().equals(NOT_SENT);
  }

  /** A line that says what is ahead is of no use once it is over. */
  private List<Line> lines(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    List<Line> lines = new ArrayList<>();
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
      LOG.warn("Upgrade {} is not announced in {}: {}", id, line.channel(), failure.getMessage());
      if (failure.isPassing()) {
        note(line, "", NOT_SENT);
        trouble = failure;
      } else {
        note(line, "", REFUSED + failure.error());
      }
    }
  }

  private void note(Line line, String ts, String what) {
    book.record(id, line.slot(), new Posted(line.channel(), ts, what));
  }

  /** Throws what kept a line from being sent that may be sent later. */
  void complain() throws SlackTrouble {
    SlackTrouble kept = trouble;
    if (kept != null) {
      throw kept;
    }
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

package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.AnnouncementView;
import dev.inedobot.slack.view.Message;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of one upgrade where its channel takes nothing any more. Used by one thread at a
 * time.
 */
final class LostChannel {
  private static final Logger LOG = LoggerFactory.getLogger(LostChannel.class);

  /** The direct message to the one who asked. */
  private static final String DIRECT = "direct";

  private final Journal journal;
  private final MessageBook book;
  private final Notes notes;
  private final Posts posts;
  private final Paces paces;
  private final UpgradeId id;

  LostChannel(
      Journal journal, MessageBook book, Notes notes, Posts posts, Paces paces, UpgradeId id) {
    this.journal = journal;
    this.book = book;
    this.notes = notes;
    this.posts = posts;
    this.paces = paces;
    this.id = id;
  }

  /**
   * Tells the one who asked, by a direct message, that the channel takes nothing any more: once
   * while the upgrade is under way, each time that it needs attention, and once more what it came
   * to. What can't be told that way either stays in the record.
   *
   * @param since what ended before is told only to those who were told of the channel already
   */
  void tellRequester(SlackTrouble why, Instant since) throws InterruptedException {
    Optional<Upgrade> upgrade = journal.find(id);
    if (upgrade.isEmpty()) {
      return;
    }
    List<UpgradeEvent> events = journal.events(id);
    String slot = directSlot(upgrade.get().state(), events);
    Map<String, Posted> posted = book.posted(id);
    boolean knows = posted.keySet().stream().anyMatch(there -> there.startsWith(DIRECT));
    boolean past =
        !upgrade.get().state().isActive()
            && AnnouncementView.end(events).filter(end -> end.at().isBefore(since)).isPresent();
    if (posted.containsKey(slot) || (past && !knows)) {
      return;
    }
    String person = upgrade.get().requestedBy().id();
    Message message = AnnouncementView.lost(upgrade.get(), journal.plan(id), events, why.error());
    try {
      paces.awaitPost(person);
      String ts = posts.post(person, null, message);
      notes.add(slot, new Posted(person, ts, Notes.hash(message)));
    } catch (SlackTrouble neither) {
      LOG.info("Who asked for upgrade {} can't be told either: {}", id, neither.getMessage());
    }
  }

  private static String directSlot(UpgradeState state, List<UpgradeEvent> events) {
    if (state == UpgradeState.NEEDS_ATTENTION) {
      return DIRECT + " " + state + " " + asked(events);
    }
    return state.isActive() ? DIRECT : DIRECT + " " + state;
  }

  /** How many times one that needs attention has needed it. */
  static long asked(List<UpgradeEvent> events) {
    return events.stream().filter(event -> event.kind() == Kind.FINISHED).count();
  }
}

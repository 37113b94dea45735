package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one upgrade's messages in Slack to what the record says. Everything is computed anew from
 * the record each time, so that whatever was missed while Slack was away is made good, in order.
 * Used by one thread at a time.
 */
final class UpgradeWriter {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeWriter.class);
  private static final Duration BETWEEN_PARENT_EDITS = Duration.ofSeconds(3);

  /** Before the hash of what a message would say if Slack had let it be edited. */
  private static final String REFUSED = "refused ";

  /** Noted, with the parent's place, when the parent takes no answers any more. */
  private static final String NO_THREAD = "no thread";

  /** Noted once all is told of an upgrade that has ended, with how many entries that were. */
  private static final String COMPLETE = "complete";

  private final Journal journal;
  private final MessageBook book;
  private final Posts posts;
  private final Clock clock;
  private final UpgradeId id;
  private final Paces paces;
  private final Announcements announcements;
  private final Notes notes;
  private final LostChannel lostChannel;

  private Instant lastParentEdit = Instant.EPOCH;
  private boolean looked;

  /** Whether it had ended, and nothing was missing, before this writer looked first. */
  private boolean old;

  /** Whether all was told once, so that nothing is edited but for what was added since. */
  private boolean frozen;

  /** What was wanted when all had been told; empty unless {@link #frozen}. */
  private Map<String, Message> wantedThen = Map.of();

  UpgradeWriter(
      Journal journal, MessageBook book, Posts posts, Clock clock, Paces paces, UpgradeId id) {
    this.journal = journal;
    this.book = book;
    this.posts = posts;
    this.clock = clock;
    this.id = id;
    this.paces = paces;
    this.announcements = new Announcements(book, posts, paces, clock, id);
    this.notes = new Notes(book, id);
    this.lostChannel = new LostChannel(journal, book, notes, posts, paces, id);
  }

  /**
   * Writes until Slack shows what the record says, then returns. Other channels are told of a
   * downtime before anything else, as that is of use only while it is ahead, and of its end after
   * everything else. While the book can't be written it posts nothing more, but throws what the
   * book throws.
   *
   * <p>What all was told of stays as it is, though another version of the bot might word it
   * otherwise; only what was added to the record since can change it. If that is not in the book,
   * and yet nothing is missing, then edits are tried and not insisted on.
   *
   * @return whether the upgrade is at its end, so that nothing more will follow
   */
  boolean write() throws SlackTrouble, InterruptedException {
    while (true) {
      notes.write();
      Optional<Upgrade> found = journal.find(id);
      if (found.isEmpty()) {
        return true;
      }
      Upgrade upgrade = found.get();
      boolean atItsEnd = !upgrade.state().isActive();
      Map<String, Posted> posted = book.posted(id);
      List<UpgradeEvent> events = journal.events(id);
      Posted told = posted.get(COMPLETE);
      String entries = String.valueOf(events.size());
      if (told != null && told.contentHash().equals(entries)) {
        return true;
      }
      frozen = told != null;
      wantedThen =
          told == null
              ? Map.of()
              : UpgradeMessages.of(upgrade, journal.plan(id), then(events, told.contentHash()));
      if (upgrade.state() == UpgradeState.RUNNING && announceOne()) {
        continue;
      }
      Map<String, Message> wanted = wanted(upgrade, journal.plan(id), events, posted);
      boolean wrote;
      try {
        wrote =
            posted.containsKey(NO_THREAD)
                ? writeAlone(upgrade.channel(), wanted, posted)
                : writeFirstDifference(upgrade.channel(), atItsEnd, wanted, posted);
      } catch (SlackTrouble trouble) {
        announceAll();
        if (old && !trouble.isPassing() && posted.keySet().containsAll(wanted.keySet())) {
          LOG.info("Upgrade {} stays as it was told: {}", id, trouble.getMessage());
          return nextAnnouncement().isEmpty();
        }
        throw trouble;
      }
      if (!wrote && !announceOne()) {
        boolean complete = atItsEnd && nextAnnouncement().isEmpty();
        if (complete) {
          notes.add(COMPLETE, new Posted(upgrade.channel(), "", entries));
        }
        return complete;
      }
    }
  }

  /** When a line for another channel is due that Slack did not take yet; empty if there is none. */
  Optional<Instant> nextAnnouncement() {
    return announcements.next();
  }

  /** Sends one line that is due in another channel, by what the record says now. */
  private boolean announceOne() throws InterruptedException {
    Optional<Upgrade> upgrade = journal.find(id);
    Map<String, Posted> posted = book.posted(id);
    return upgrade.isPresent()
        && posted.containsKey(UpgradeMessages.PARENT)
        && announcements.sendOne(upgrade.get(), journal.plan(id), journal.events(id), posted);
  }

  /** A channel that takes nothing keeps no other from being told. */
  private void announceAll() throws InterruptedException {
    boolean more = announceOne();
    while (more) {
      more = announceOne();
    }
  }

  /**
   * What should stand in Slack. If the parent can't be edited, perhaps because somebody deleted it,
   * then what it should say is a message of its own too, once for each state that ends the upgrade
   * and each time that people are asked; if there is no thread any more, that is all. Nobody is
   * told again what an old upgrade came to.
   */
  private Map<String, Message> wanted(
      Upgrade upgrade, Plan plan, List<UpgradeEvent> events, Map<String, Posted> posted) {
    Map<String, Message> wanted = new LinkedHashMap<>(UpgradeMessages.of(upgrade, plan, events));
    wanted.putAll(Announcements.refusals(posted));
    Message parent = message(UpgradeMessages.PARENT, wanted);
    Posted there = posted.get(UpgradeMessages.PARENT);
    boolean matters = !upgrade.state().isActive() || !parent.buttons().isEmpty();
    if (posted.containsKey(NO_THREAD)) {
      wanted.clear();
    }
    if (there != null && there.contentHash().startsWith(REFUSED) && matters) {
      String slot = aloneSlot(upgrade.state(), events);
      if (posted.containsKey(slot) || !(old || frozen)) {
        wanted.put(slot, parent);
      }
    }
    if (!looked) {
      looked = true;
      old = !upgrade.state().isActive() && posted.keySet().containsAll(wanted.keySet());
    }
    return wanted;
  }

  /** The same as below, without a thread. */
  private boolean writeAlone(
      String channel, Map<String, Message> wanted, Map<String, Posted> posted)
      throws SlackTrouble, InterruptedException {
    for (String slot : wanted.keySet()) {
      if (!posted.containsKey(slot)) {
        post(channel, null, slot, wanted);
        return true;
      }
      if (differs(slot, wanted, posted)) {
        update(there(slot, posted), slot, message(slot, wanted));
        return true;
      }
    }
    return false;
  }

  /**
   * One call to Slack at a time, then everything is looked at again: what is written is never older
   * than the record was a moment ago. What is new in the thread goes before edits, and the parent
   * is edited now and then in between. It says the outcome last, so that whoever reads the outcome
   * there finds the thread complete.
   */
  private boolean writeFirstDifference(
      String channel, boolean atItsEnd, Map<String, Message> wanted, Map<String, Posted> posted)
      throws SlackTrouble, InterruptedException {
    Posted parent = posted.get(UpgradeMessages.PARENT);
    if (parent == null) {
      post(channel, null, UpgradeMessages.PARENT, wanted);
      return true;
    }
    boolean parentIsDue = !clock.instant().isBefore(lastParentEdit.plus(BETWEEN_PARENT_EDITS));
    if (parentIsDue && !atItsEnd && differs(UpgradeMessages.PARENT, wanted, posted)) {
      editParent(parent, wanted);
      return true;
    }
    for (String slot : wanted.keySet()) {
      if (!posted.containsKey(slot)) {
        answer(parent, slot, wanted);
        return true;
      }
    }
    for (String slot : wanted.keySet()) {
      if (!slot.equals(UpgradeMessages.PARENT) && differs(slot, wanted, posted)) {
        update(there(slot, posted), slot, message(slot, wanted));
        return true;
      }
    }
    if (differs(UpgradeMessages.PARENT, wanted, posted)) {
      editParent(parent, wanted);
      return true;
    }
    return false;
  }

  /** As {@link LostChannel#tellRequester}. */
  void tellRequester(SlackTrouble why, Instant since) throws InterruptedException {
    lostChannel.tellRequester(why, since);
  }

  /** An edit notifies nobody, and may be refused: who is asked once more gets another message. */
  private static String aloneSlot(UpgradeState state, List<UpgradeEvent> events) {
    boolean again = state == UpgradeState.NEEDS_ATTENTION && LostChannel.asked(events) > 1;
    return UpgradeMessages.PARENT + " " + state + (again ? " " + LostChannel.asked(events) : "");
  }

  private boolean differs(String slot, Map<String, Message> wanted, Map<String, Posted> posted) {
    String told = there(slot, posted).contentHash();
    String hash = Notes.hash(message(slot, wanted));
    return !isFrozen(slot, hash) && !told.equals(hash) && !told.equals(REFUSED + hash);
  }

  /** Whether it would have said the same when all had been told, in the words of today. */
  private boolean isFrozen(String slot, String hash) {
    Message then = wantedThen.get(slot);
    return frozen && (then == null || Notes.hash(then).equals(hash));
  }

  /** The entries that were there when all had been told. */
  private static List<UpgradeEvent> then(List<UpgradeEvent> events, String count) {
    return events.subList(0, Math.min(events.size(), Integer.parseInt(count)));
  }

  private static Message message(String slot, Map<String, Message> wanted) {
    return Objects.requireNonNull(wanted.get(slot), slot);
  }

  private static Posted there(String slot, Map<String, Posted> posted) {
    return Objects.requireNonNull(posted.get(slot), slot);
  }

  private void editParent(Posted parent, Map<String, Message> wanted)
      throws SlackTrouble, InterruptedException {
    update(parent, UpgradeMessages.PARENT, message(UpgradeMessages.PARENT, wanted));
    lastParentEdit = clock.instant();
  }

  private void post(
      String channel, @Nullable String thread, String slot, Map<String, Message> wanted)
      throws SlackTrouble, InterruptedException {
    Message message = message(slot, wanted);
    paces.awaitPost(channel);
    String ts = posts.post(channel, thread, message);
    notes.add(slot, new Posted(channel, ts, Notes.hash(message)));
  }

  private void answer(Posted parent, String slot, Map<String, Message> wanted)
      throws SlackTrouble, InterruptedException {
    try {
      post(parent.channel(), parent.ts(), slot, wanted);
    } catch (SlackTrouble trouble) {
      if (!trouble.isNoThread()) {
        throw trouble;
      }
      LOG.warn("Upgrade {} has no thread any more: {}", id, trouble.getMessage());
      notes.add(
          UpgradeMessages.PARENT,
          new Posted(
              parent.channel(),
              parent.ts(),
              REFUSED + Notes.hash(message(UpgradeMessages.PARENT, wanted))));
      notes.add(NO_THREAD, new Posted(parent.channel(), parent.ts(), ""));
    }
  }

  /** What Slack does not let be edited counts as told: the rest must not wait for it for ever. */
  private void update(Posted there, String slot, Message message)
      throws SlackTrouble, InterruptedException {
    paces.awaitEdit();
    String told = Notes.hash(message);
    try {
      posts.update(there.channel(), there.ts(), message);
    } catch (SlackTrouble trouble) {
      if (!trouble.isNoEdit()) {
        throw trouble;
      }
      LOG.warn("A message of upgrade {} stays as it is: {}", id, trouble.getMessage());
      told = REFUSED + told;
    }
    notes.add(slot, new Posted(there.channel(), there.ts(), told));
  }
}

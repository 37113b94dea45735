package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.AnnouncementView;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
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

  /** The direct message to the one who asked. */
  private static final String DIRECT = "direct";

  private final Journal journal;
  private final MessageBook book;
  private final Posts posts;
  private final Clock clock;
  private final UpgradeId id;
  private final Paces paces;
  private final Announcements announcements;

  /** What Slack has taken and the book has not: posting it again would tell it twice. */
  private final Map<String, Posted> unnoted = new LinkedHashMap<>();

  private Instant lastParentEdit = Instant.EPOCH;
  private boolean looked;

  /** Whether it had ended, and nothing was missing, before this writer looked first. */
  private boolean old;

  /** Whether all was told once, so that nothing of it is edited any more. */
  private boolean frozen;

  UpgradeWriter(
      Journal journal, MessageBook book, Posts posts, Clock clock, Paces paces, UpgradeId id) {
    this.journal = journal;
    this.book = book;
    this.posts = posts;
    this.clock = clock;
    this.id = id;
    this.paces = paces;
    this.announcements = new Announcements(book, posts, paces, clock, id);
  }

  /**
   * Writes until Slack shows what the record says, then returns. Other channels are told of a
   * downtime before anything else, as that is of use only while it is ahead, and of its end after
   * everything else. While the book can't be written it posts nothing more, but throws what the
   * book throws.
   *
   * <p>What all was told of stays as it is, though another version of the bot might word it
   * otherwise. If that is not in the book, and yet nothing is missing, then edits are tried and not
   * insisted on.
   *
   * @return whether the upgrade is at its end, so that nothing more will follow
   */
  boolean write() throws SlackTrouble, InterruptedException {
    while (true) {
      noteAll();
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
          note(COMPLETE, new Posted(upgrade.channel(), "", entries));
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
      note(slot, new Posted(person, ts, hash(message)));
    } catch (SlackTrouble neither) {
      LOG.info("Who asked for upgrade {} can't be told either: {}", id, neither.getMessage());
    }
  }

  /** An edit notifies nobody, and may be refused: who is asked once more gets another message. */
  private static String aloneSlot(UpgradeState state, List<UpgradeEvent> events) {
    boolean again = state == UpgradeState.NEEDS_ATTENTION && asked(events) > 1;
    return UpgradeMessages.PARENT + " " + state + (again ? " " + asked(events) : "");
  }

  private static String directSlot(UpgradeState state, List<UpgradeEvent> events) {
    if (state == UpgradeState.NEEDS_ATTENTION) {
      return DIRECT + " " + state + " " + asked(events);
    }
    return state.isActive() ? DIRECT : DIRECT + " " + state;
  }

  /** How many times one that needs attention has needed it. */
  private static long asked(List<UpgradeEvent> events) {
    return events.stream().filter(event -> event.kind() == Kind.FINISHED).count();
  }

  private boolean differs(String slot, Map<String, Message> wanted, Map<String, Posted> posted) {
    String told = there(slot, posted).contentHash();
    String hash = hash(message(slot, wanted));
    return !frozen && !told.equals(hash) && !told.equals(REFUSED + hash);
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
    note(slot, new Posted(channel, ts, hash(message)));
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
      note(
          UpgradeMessages.PARENT,
          new Posted(
              parent.channel(),
              parent.ts(),
              REFUSED + hash(message(UpgradeMessages.PARENT, wanted))));
      note(NO_THREAD, new Posted(parent.channel(), parent.ts(), ""));
    }
  }

  /** What Slack does not let be edited counts as told: the rest must not wait for it for ever. */
  private void update(Posted there, String slot, Message message)
      throws SlackTrouble, InterruptedException {
    paces.awaitEdit();
    String told = hash(message);
    try {
      posts.update(there.channel(), there.ts(), message);
    } catch (SlackTrouble trouble) {
      if (!trouble.isNoEdit()) {
        throw trouble;
      }
      LOG.warn("A message of upgrade {} stays as it is: {}", id, trouble.getMessage());
      told = REFUSED + told;
    }
    note(slot, new Posted(there.channel(), there.ts(), told));
  }

  private void note(String slot, Posted message) {
    unnoted.put(slot, message);
    noteAll();
  }

  private void noteAll() {
    while (!unnoted.isEmpty()) {
      Map.Entry<String, Posted> next = unnoted.entrySet().iterator().next();
      book.record(id, next.getKey(), next.getValue());
      unnoted.remove(next.getKey());
    }
  }

  private static String hash(Message message) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(message.content().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}

package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.Journal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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

  private final Journal journal;
  private final MessageBook book;
  private final Posts posts;
  private final Clock clock;
  private final UpgradeId id;
  private final Paces paces;

  /** What Slack has taken and the book has not: posting it again would tell it twice. */
  private final Map<String, Posted> unnoted = new LinkedHashMap<>();

  private Instant lastParentEdit = Instant.EPOCH;

  UpgradeWriter(
      Journal journal, MessageBook book, Posts posts, Clock clock, Paces paces, UpgradeId id) {
    this.journal = journal;
    this.book = book;
    this.posts = posts;
    this.clock = clock;
    this.id = id;
    this.paces = paces;
  }

  /**
   * Writes until Slack shows what the record says, then returns. While the book can't be written it
   * posts nothing more, but throws what the book throws.
   *
   * @return whether the upgrade is at its end, so that nothing more will follow
   */
  boolean write() throws SlackTrouble, InterruptedException {
    while (true) {
      noteAll();
      Optional<Upgrade> upgrade = journal.find(id);
      if (upgrade.isEmpty()) {
        return true;
      }
      Map<String, Posted> posted = book.posted(id);
      boolean atItsEnd = !upgrade.get().state().isActive();
      Map<String, Message> wanted = wanted(upgrade.get(), posted);
      boolean wrote =
          posted.containsKey(NO_THREAD)
              ? writeAlone(upgrade.get().channel(), wanted, posted)
              : writeFirstDifference(upgrade.get().channel(), atItsEnd, wanted, posted);
      if (!wrote) {
        return atItsEnd;
      }
    }
  }

  /**
   * What should stand in Slack. If the parent can't be edited, perhaps because somebody deleted it,
   * then what it should say is a message of its own too, once for each state that ends the upgrade
   * or asks people something; if there is no thread any more, that is all.
   */
  private Map<String, Message> wanted(Upgrade upgrade, Map<String, Posted> posted) {
    Map<String, Message> wanted =
        new LinkedHashMap<>(UpgradeMessages.of(upgrade, journal.plan(id), journal.events(id)));
    Message parent = message(UpgradeMessages.PARENT, wanted);
    Posted there = posted.get(UpgradeMessages.PARENT);
    boolean matters = !upgrade.state().isActive() || !parent.buttons().isEmpty();
    if (posted.containsKey(NO_THREAD)) {
      wanted.clear();
    }
    if (there != null && there.contentHash().startsWith(REFUSED) && matters) {
      wanted.put(UpgradeMessages.PARENT + " " + upgrade.state(), parent);
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

  private static boolean differs(
      String slot, Map<String, Message> wanted, Map<String, Posted> posted) {
    String told = there(slot, posted).contentHash();
    String hash = hash(message(slot, wanted));
    return !told.equals(hash) && !told.equals(REFUSED + hash);
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

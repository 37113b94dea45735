package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Pauses;
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

/**
 * Brings one upgrade's messages in Slack to what the record says. Everything is computed anew from
 * the record each time, so that whatever was missed while Slack was away is made good, in order.
 * Used by one thread at a time.
 */
final class UpgradeWriter {
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(1100);
  private static final Duration BETWEEN_EDITS = Duration.ofMillis(1250);
  private static final Duration BETWEEN_PARENT_EDITS = Duration.ofSeconds(3);

  private final Journal journal;
  private final MessageBook book;
  private final Posts posts;
  private final Clock clock;
  private final UpgradeId id;
  private final Pace newMessages;
  private final Pace edits;

  /** What Slack has taken and the book has not: posting it again would tell it twice. */
  private final Map<String, Posted> unnoted = new LinkedHashMap<>();

  private Instant lastParentEdit = Instant.EPOCH;

  UpgradeWriter(
      Journal journal, MessageBook book, Posts posts, Clock clock, Pauses pauses, UpgradeId id) {
    this.journal = journal;
    this.book = book;
    this.posts = posts;
    this.clock = clock;
    this.id = id;
    this.newMessages = new Pace(BETWEEN_MESSAGES, clock, pauses);
    this.edits = new Pace(BETWEEN_EDITS, clock, pauses);
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
      Map<String, Message> wanted =
          UpgradeMessages.of(upgrade.get(), journal.plan(id), journal.events(id));
      boolean atItsEnd = !upgrade.get().state().isActive();
      if (!writeFirstDifference(upgrade.get().channel(), atItsEnd, wanted, book.posted(id))) {
        return atItsEnd;
      }
    }
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
        post(parent.channel(), parent.ts(), slot, wanted);
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
    return !there(slot, posted).contentHash().equals(hash(message(slot, wanted)));
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
    newMessages.await();
    String ts = posts.post(channel, thread, message);
    note(slot, new Posted(channel, ts, hash(message)));
  }

  private void update(Posted there, String slot, Message message)
      throws SlackTrouble, InterruptedException {
    edits.await();
    posts.update(there.channel(), there.ts(), message);
    note(slot, new Posted(there.channel(), there.ts(), hash(message)));
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

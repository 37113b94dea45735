package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.demo.workspace.Change.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All messages, as they are now. Safe for several threads. */
final class Messages {
  private final Clock clock;
  private final String author;
  private final Changes changes;
  private final Map<String, List<Posted>> byChannel = new HashMap<>();
  private final Map<String, List<Shown>> byReader = new HashMap<>();
  private final Set<String> tombstones = new HashSet<>();
  private long lastMicros;

  /** A message that one person sees, and where. */
  private record Shown(Channel where, Posted posted) {}

  /**
   * @param author who writes all of them: the bot
   */
  Messages(Clock clock, String author, Changes changes) {
    this.clock = clock;
    this.author = author;
    this.changes = changes;
  }

  synchronized Posted post(Channel where, @Nullable String threadTs, Content content)
      throws Refused {
    if (threadTs != null) {
      Posted parent = find(where, threadTs).orElse(null);
      boolean answered = tombstones.contains(where.id() + " " + threadTs);
      if (!answered && (parent == null || parent.threadTs() != null)) {
        throw new Refused("thread_not_found", "no message of its own has the ts " + threadTs);
      }
    }
    Posted posted = fresh(threadTs, content);
    in(where).add(posted);
    changes.happened(new Change(where, Kind.POSTED, posted, null));
    return posted;
  }

  synchronized Posted edit(Channel where, String ts, Content content) throws Refused {
    List<Posted> all = in(where);
    for (int i = 0; i < all.size(); i++) {
      Posted before = all.get(i);
      if (before.ts().equals(ts)) {
        Posted after =
            new Posted(ts, before.threadTs(), author, content.text(), content.blocks(), true);
        all.set(i, after);
        changes.happened(new Change(where, Kind.EDITED, after, null));
        return after;
      }
    }
    throw new Refused("message_not_found", "no message has the ts " + ts);
  }

  /** Removes a message. Its answers stay, and where there are some more can follow. */
  synchronized void delete(Channel where, String ts) throws Refused {
    edit(where, ts, Content.nothing());
    if (!under(where, ts).isEmpty()) {
      tombstones.add(where.id() + " " + ts);
    }
    in(where).removeIf(message -> message.ts().equals(ts));
  }

  synchronized Posted showOnlyTo(Member who, Channel where, Content content) {
    Posted posted = fresh(null, content);
    byReader.computeIfAbsent(who.id(), id -> new ArrayList<>()).add(new Shown(where, posted));
    changes.happened(new Change(where, Kind.ONLY_TO, posted, who));
    return posted;
  }

  synchronized Optional<Posted> find(Channel where, String ts) {
    return in(where).stream().filter(message -> message.ts().equals(ts)).findFirst();
  }

  /** The replies to a message, or the messages of their own for null; oldest first. */
  synchronized List<Posted> under(Channel where, @Nullable String threadTs) {
    return in(where).stream()
        .filter(message -> Objects.equals(message.threadTs(), threadTs))
        .toList();
  }

  /** A channel's messages with the replies, oldest first. */
  synchronized List<Posted> all(Channel where) {
    return List.copyOf(in(where));
  }

  /** What one person sees alone, with where; oldest first. */
  synchronized List<Change> seenOnlyBy(Member who) {
    return byReader.getOrDefault(who.id(), List.of()).stream()
        .map(shown -> new Change(shown.where(), Kind.ONLY_TO, shown.posted(), who))
        .toList();
  }

  synchronized List<Posted> shownOnlyTo(Member who) {
    return byReader.getOrDefault(who.id(), List.of()).stream().map(Shown::posted).toList();
  }

  /**
   * A message that only this person sees; nobody else can name it, and chat.update can't either.
   */
  synchronized Optional<Posted> findShownOnlyTo(Member who, Channel where, String ts) {
    return byReader.getOrDefault(who.id(), List.of()).stream()
        .filter(shown -> shown.where().equals(where))
        .map(Shown::posted)
        .filter(posted -> posted.ts().equals(ts))
        .findFirst();
  }

  /** Puts another content into a message that only this person sees, or removes it for null. */
  synchronized void replaceShownOnlyTo(
      Member who, Channel where, Posted before, @Nullable Content content) {
    Content now = content == null ? Content.nothing() : content;
    Posted after =
        new Posted(before.ts(), before.threadTs(), author, now.text(), now.blocks(), true);
    List<Shown> all = byReader.getOrDefault(who.id(), new ArrayList<>());
    all.replaceAll(shown -> shown.posted().equals(before) ? new Shown(where, after) : shown);
    if (content == null) {
      all.removeIf(shown -> shown.posted().equals(after));
    }
    changes.happened(new Change(where, Kind.ONLY_TO, after, who));
  }

  private List<Posted> in(Channel where) {
    return byChannel.computeIfAbsent(where.id(), id -> new ArrayList<>());
  }

  private Posted fresh(@Nullable String threadTs, Content content) {
    JsonNode blocks = content.blocks();
    return new Posted(nextTs(), threadTs, author, content.text(), blocks, false);
  }

  /** A moment that no message has had: in Slack the ts is the message's id. */
  private String nextTs() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    lastMicros = Math.max(micros, lastMicros + 1);
    return "%d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
  }
}

package dev.inedobot.chaos;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stands in Slack at the end, held against the record.
 *
 * @param thread the texts of the thread, without what is there twice
 * @param twice messages that Slack took and of which the bot has no note
 * @param broken in which points the two differ
 */
record Telling(List<String> thread, int twice, List<UpgradeEvent> events, List<String> broken) {

  /** The bot must be gone. */
  static Telling of(LocalWorkspace workspace, Channel channel, String databaseUrl) {
    try (Database database = Database.open(databaseUrl)) {
      List<Upgrade> upgrades = database.journal().newest(null, 10);
      if (upgrades.size() != 1) {
        return new Telling(
            List.of(), 0, List.of(), List.of(upgrades.size() + " upgrades are in the record"));
      }
      Upgrade upgrade = upgrades.get(0);
      List<UpgradeEvent> events = database.journal().events(upgrade.id());
      Map<String, Message> wanted =
          UpgradeMessages.of(upgrade, database.journal().plan(upgrade.id()), events);
      return compare(workspace, channel, wanted, database.messages().posted(upgrade.id()), events);
    }
  }

  private static Telling compare(
      LocalWorkspace workspace,
      Channel channel,
      Map<String, Message> wanted,
      Map<String, MessageBook.Posted> book,
      List<UpgradeEvent> events) {
    Set<String> noted =
        book.values().stream().map(MessageBook.Posted::ts).collect(Collectors.toSet());
    List<Posted> all = new ArrayList<>(workspace.messages(channel));
    List<Posted> thread = new ArrayList<>();
    for (Posted parent : workspace.messages(channel)) {
      List<Posted> replies = workspace.thread(channel, parent.ts());
      all.addAll(replies);
      replies.stream().filter(reply -> noted.contains(reply.ts())).forEach(thread::add);
    }
    int twice = (int) all.stream().filter(posted -> !noted.contains(posted.ts())).count();
    List<String> said = thread.stream().map(Posted::text).toList();
    List<String> broken = new ArrayList<>();
    parent(all, wanted, book, broken);
    List<String> meant =
        wanted.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(UpgradeMessages.PARENT))
            .map(entry -> entry.getValue().text())
            .toList();
    if (!said.equals(meant)) {
      broken.add("the thread is not what the record says: " + firstDifference(said, meant));
    }
    if (new HashSet<>(said).size() != said.size()) {
      broken.add("a message stands in the thread twice, and both are noted");
    }
    return new Telling(said, twice, events, broken);
  }

  private static void parent(
      List<Posted> all,
      Map<String, Message> wanted,
      Map<String, MessageBook.Posted> book,
      List<String> broken) {
    MessageBook.Posted noted = book.get(UpgradeMessages.PARENT);
    Message message = wanted.get(UpgradeMessages.PARENT);
    if (noted == null || message == null) {
      broken.add("there is no parent message");
      return;
    }
    boolean isThere =
        all.stream()
            .filter(posted -> posted.ts().equals(noted.ts()) && posted.edited())
            .anyMatch(posted -> posted.text().equals(message.textForEdit()));
    if (!isThere) {
      broken.add("the parent message was not edited to what the record says");
    }
  }

  private static String firstDifference(List<String> said, List<String> meant) {
    for (int i = 0; i < Math.max(said.size(), meant.size()); i++) {
      String there = i < said.size() ? said.get(i) : "(nothing)";
      String wanted = i < meant.size() ? meant.get(i) : "(nothing)";
      if (!there.equals(wanted)) {
        return "message %d is “%s” and should be “%s”".formatted(i + 1, there, wanted);
      }
    }
    return "(none)";
  }
}

package dev.inedobot.slack;

import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.view.HistoryView;
import dev.inedobot.slack.view.Message;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into the record, and tells of past upgrades. */
final class HistoryReport {
  private final Journal journal;
  private final MessageBook book;
  private final Instances instances;

  HistoryReport(Journal journal, MessageBook book, Instances instances) {
    this.journal = journal;
    this.book = book;
    this.instances = instances;
  }

  /** A page. An engine is asked only about an instance of which nothing is recorded. */
  Answer of(HistoryView.Page page) {
    List<Upgrade> upgrades = page(page);
    String wanted = page.instance();
    if (upgrades.isEmpty() && page.skip() == 0 && wanted != null) {
      Instances.Listing listing = instances.list();
      Optional<String> known = listing.named(wanted).map(settings -> settings.name());
      if (known.isEmpty()) {
        return Answer.of(Conversation.noSuchInstance(wanted, listing.names()));
      }
      if (!known.get().equals(wanted)) {
        return of(HistoryView.Page.first(known.get()));
      }
    }
    List<HistoryView.Line> lines = new ArrayList<>();
    for (Upgrade upgrade : upgrades.subList(0, Math.min(upgrades.size(), HistoryView.PAGE))) {
      lines.add(
          new HistoryView.Line(
              upgrade, journal.events(upgrade.id()), book.link(upgrade.id()).orElse(null)));
    }
    Message message = HistoryView.of(page, lines, upgrades.size() > HistoryView.PAGE);
    return Answer.of(message);
  }

  /** With one more, if there is one. */
  private List<Upgrade> page(HistoryView.Page page) {
    return journal.newest(page.instance(), page.skip(), HistoryView.PAGE + 1);
  }
}

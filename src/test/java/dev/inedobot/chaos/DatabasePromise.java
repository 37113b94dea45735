package dev.inedobot.chaos;

import dev.inedobot.chaos.Evidence.Seen;
import java.util.List;

/** The same where the database is upgraded by a process of its own. */
final class DatabasePromise extends Promise {
  DatabasePromise(Journey journey, Evidence before, Evidence after, Story story) {
    super(journey, before, after, story);
  }

  @Override
  void succeeded(Seen live, Seen old) {
    if (journey.ask() == Ask.UPGRADE_DATABASE) {
      oldVersionServes(live, old, "goes on with version " + Journey.marketing(journey.from()));
      expect(
          story.last().contains("is upgraded to " + Journey.marketing(journey.to())),
          "the last message does not say to which version the database is upgraded");
    } else {
      newVersionServes(live, old);
    }
    String major = journey.to().substring(0, journey.to().indexOf('.'));
    expect(after.schema().equals(List.of("schema " + major)), "the database has " + after.schema());
  }

  @Override
  void rolledBack(Seen live, Seen old) {
    super.rolledBack(live, old);
    boolean ahead = !after.schema().equals(before.schema());
    expect(
        !ahead || story.last().contains("may be upgraded, wholly or by half"),
        "nobody is told that the database has " + after.schema());
  }
}

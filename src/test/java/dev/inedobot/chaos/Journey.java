package dev.inedobot.chaos;

import dev.inedobot.upgrade.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A pair of releases of the ProGet stand-in, what is asked for, and what that comes to when no call
 * fails: it arrives, or something fails in it and it goes back, or a person is asked.
 */
public enum Journey {
  /** Arrives. */
  MAINTENANCE(
      Pair.MAINTENANCE, Ask.UPGRADE, "24.0.4", "24.0.5", "Succeeded", Stretch.whole(), migrates(1)),
  /** The new release reports a wrong version, so the run goes back. */
  MAINTENANCE_BACK(
      Pair.MAINTENANCE,
      Ask.UPGRADE,
      "24.0.4",
      "24.0.92",
      "Rolled back",
      Stretch.fromTheStartOfTheNew(),
      migrates(1)),
  /** Arrives after a database upgrade of 5 s. */
  MAJOR(Pair.MAJOR, Ask.UPGRADE, "24.0.4", "25.0.13", "Succeeded", Stretch.whole(), migrates(5)),
  /** Upgrades the database for 5 s, then reports a wrong version, so the run goes back. */
  MAJOR_BACK(
      Pair.MAJOR,
      Ask.UPGRADE,
      "24.0.4",
      "25.0.92",
      "Rolled back",
      Stretch.fromTheStartOfTheNew(),
      migrates(5)),
  /** Never gets healthy, and going back would need a database restore, so a person is asked. */
  FORBIDDEN(
      Pair.FORBIDDEN,
      Ask.UPGRADE,
      "24.0.4",
      "26.0.90",
      "Needs attention",
      Stretch.whole(),
      migrates(1)),
  /** A process of its own upgrades the database for 5 s before the new version starts. */
  DB_FIRST(
      Pair.DATABASE,
      Ask.UPGRADE_DATABASE_FIRST,
      "24.0.4",
      "25.0.13",
      "Succeeded",
      Stretch.between(Step.UPGRADE_DATABASE, Step.HEALTH),
      List.of(
          "STANDIN_MIGRATION_SECONDS=2", "STANDIN_UPGRADEDB=slow", "STANDIN_UPGRADEDB_SECONDS=3")),
  /** That process fails at half, and the old version may run on what it left. */
  DB_FIRST_FAILS(
      Pair.DATABASE,
      Ask.UPGRADE_DATABASE_FIRST,
      "24.0.4",
      "25.0.13",
      "Rolled back",
      Stretch.from(Step.UPGRADE_DATABASE),
      List.of("STANDIN_MIGRATION_SECONDS=1", "STANDIN_UPGRADEDB=fails")),
  /** The database is upgraded, and the old version goes on with it. */
  DB_ALONE(
      Pair.DATABASE,
      Ask.UPGRADE_DATABASE,
      "24.0.4",
      "25.0.13",
      "Succeeded",
      Stretch.from(Step.STOP),
      List.of(
          "STANDIN_MIGRATION_SECONDS=2", "STANDIN_UPGRADEDB=slow", "STANDIN_UPGRADEDB_SECONDS=2")),
  /** Never gets healthy, and each time a person is asked, the backup is to be restored. */
  RESTORE(
      Pair.BACKUP,
      Ask.UPGRADE_AND_RESTORE,
      "25.0.12",
      "26.0.90",
      "Rolled back",
      Stretch.fromTheChoice(Step.PUT_BACK),
      migrates(1)),
  /** A backup of 3 s is taken while the product serves. */
  BACKUP(
      Pair.BACKUP,
      Ask.BACKUP,
      "25.0.12",
      "25.0.12",
      "Succeeded",
      Stretch.from(Step.BACK_UP),
      List.of("STANDIN_DUMP=slow", "STANDIN_DUMP_SECONDS=3"));

  /** What is printed as one matrix. */
  public enum Pair {
    MAINTENANCE("maintenance release"),
    MAJOR("allowed major with a database upgrade of 5 s"),
    FORBIDDEN("forbidden jump that never becomes healthy"),
    DATABASE("allowed major whose database is upgraded by itself"),
    BACKUP("embedded database that is backed up");

    private final String title;

    Pair(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Pair pair;
  private final Ask ask;
  private final String from;
  private final String to;
  private final String end;
  private final Stretch stretch;
  private final List<String> environment;

  Journey(
      Pair pair,
      Ask ask,
      String from,
      String to,
      String end,
      Stretch stretch,
      List<String> environment) {
    this.pair = pair;
    this.ask = ask;
    this.from = from;
    this.to = to;
    this.end = end;
    this.stretch = stretch;
    this.environment = environment;
  }

  private static List<String> migrates(int seconds) {
    return List.of("STANDIN_MIGRATION_SECONDS=" + seconds);
  }

  Pair pair() {
    return pair;
  }

  Ask ask() {
    return ask;
  }

  /** The release that runs at first. */
  String from() {
    return from;
  }

  /** The release that is asked for. */
  String to() {
    return to;
  }

  /** What the product's container has in its environment, each {@code NAME=value}. */
  List<String> environment() {
    return environment;
  }

  Store store() {
    return pair == Pair.BACKUP ? Store.POSTGRES : Store.FILES;
  }

  Stretch stretch() {
    return stretch;
  }

  /** The state in which it ends when no call fails. */
  String end() {
    return end;
  }

  /** The states in which it may end when a call failed. */
  Set<String> mayEndAs() {
    if (this == RESTORE) {
      // Whatever fails, a person who chooses it again and again gets there.
      return Set.of(end);
    }
    Set<String> ends = new HashSet<>(Set.of("Failed", "Refused", end));
    if (this != BACKUP) {
      ends.add("Rolled back");
    }
    return Set.copyOf(ends);
  }

  /** The instance's settings in the bot's configuration. */
  String timing() {
    String deadline = this == FORBIDDEN ? "10s" : this == RESTORE ? "25s" : "60s";
    return "stable-for: 1s, stop-timeout: 5s, health-timeout: " + deadline;
  }

  /** {@code 24.0.5} as people write it: {@code 2024.5}. */
  static String marketing(String release) {
    String[] parts = release.split("\\.", 3);
    return "20" + parts[0] + "." + parts[2];
  }

  String title() {
    String versions = from.equals(to) ? from : from + " → " + to;
    return "%s%s, which ends as %s".formatted(versions, ask.words(), end);
  }
}

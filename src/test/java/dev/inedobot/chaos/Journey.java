package dev.inedobot.chaos;

import java.util.HashSet;
import java.util.Set;

/**
 * A pair of releases of the ProGet stand-in, and what an upgrade between them comes to when no call
 * fails: it arrives, or the new release misbehaves and it goes back, or Inedo forbids going back.
 */
public enum Journey {
  /** Arrives. */
  MAINTENANCE(Pair.MAINTENANCE, "24.0.5", 1, "Succeeded"),
  /** The new release reports a wrong version, so the run goes back. */
  MAINTENANCE_BACK(Pair.MAINTENANCE, "24.0.92", 1, "Rolled back"),
  /** Arrives after a database upgrade of 5 s. */
  MAJOR(Pair.MAJOR, "25.0.13", 5, "Succeeded"),
  /** Upgrades the database for 5 s, then reports a wrong version, so the run goes back. */
  MAJOR_BACK(Pair.MAJOR, "25.0.92", 5, "Rolled back"),
  /** Never gets healthy, and going back would need a database restore, so a person is asked. */
  FORBIDDEN(Pair.FORBIDDEN, "26.0.90", 1, "Needs attention");

  /** What is printed as one matrix. */
  public enum Pair {
    MAINTENANCE("maintenance release"),
    MAJOR("allowed major with a database upgrade of 5 s"),
    FORBIDDEN("forbidden jump that never becomes healthy");

    private final String title;

    Pair(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** What every journey begins with. */
  static final String FROM = "24.0.4";

  private final Pair pair;
  private final String to;
  private final int migrationSeconds;
  private final String end;

  Journey(Pair pair, String to, int migrationSeconds, String end) {
    this.pair = pair;
    this.to = to;
    this.migrationSeconds = migrationSeconds;
    this.end = end;
  }

  Pair pair() {
    return pair;
  }

  /** The release that is asked for. */
  String to() {
    return to;
  }

  int migrationSeconds() {
    return migrationSeconds;
  }

  /** Whether another journey of the same pair makes the same calls until the new one starts. */
  boolean beginsAsAnother() {
    return this == MAINTENANCE_BACK || this == MAJOR_BACK;
  }

  /** The state in which it ends when no call fails. */
  String end() {
    return end;
  }

  /** The states in which it may end when a call failed. */
  Set<String> mayEndAs() {
    Set<String> ends = new HashSet<>(Set.of("Rolled back", "Failed", "Refused"));
    ends.add(end);
    return Set.copyOf(ends);
  }

  /** The instance's settings in the bot's configuration. */
  String timing() {
    String deadline = this == FORBIDDEN ? "10s" : "60s";
    return "stable-for: 1s, stop-timeout: 5s, health-timeout: " + deadline;
  }

  /** {@code 24.0.5} as people write it: {@code 2024.5}. */
  static String marketing(String release) {
    String[] parts = release.split("\\.", 3);
    return "20" + parts[0] + "." + parts[2];
  }

  String title() {
    return "%s → %s, which ends as %s".formatted(FROM, to, end);
  }
}

package dev.inedobot.slack.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody typed after {@code /inedo}. Its texts come from outside: escape them for Slack. */
public sealed interface Command {
  /**
   * Upgrade an instance.
   *
   * @param version as it was typed, or null if there was none
   * @param begin what follows {@code --at}, or null if there was none
   * @param databaseFirst whether there was {@code --db-first}
   */
  record Upgrade(
      String instance, @Nullable String version, @Nullable String begin, boolean databaseFirst)
      implements Command {
    /** One that upgrades the database as the new version starts. */
    public Upgrade(String instance, @Nullable String version, @Nullable String begin) {
      this(instance, version, begin, false);
    }

    /** One that is to begin as soon as it is approved. */
    public Upgrade(String instance, @Nullable String version) {
      this(instance, version, null);
    }
  }

  /**
   * Upgrade the database of an instance and nothing else.
   *
   * @param version as it was typed
   */
  record UpgradeDatabase(String instance, String version) implements Command {}

  /** Back up the database of an instance. */
  record BackUp(String instance) implements Command {}

  /** Ask for an upgrade by a form. */
  record UpgradeForm() implements Command {}

  /**
   * Return to the version before the last upgrade.
   *
   * @param confirmation what follows {@code --confirm}, or null if there was none
   */
  record Rollback(String instance, @Nullable String confirmation) implements Command {}

  /**
   * Tell what an upgrade would do.
   *
   * @param version as it was typed
   */
  record Plan(String instance, String version) implements Command {}

  /** Tell what is newer than what runs. */
  record Versions(String instance) implements Command {}

  /**
   * Tell what runs.
   *
   * @param instance the only one asked for, or null for all
   */
  record Status(@Nullable String instance) implements Command {}

  /**
   * Tell of past upgrades.
   *
   * @param instance the only one asked for, or null for all
   */
  record History(@Nullable String instance) implements Command {}

  /**
   * Take an upgrade back.
   *
   * @param id as it was typed
   */
  record Cancel(String id) implements Command {}

  /**
   * Have an upgrade begin against a rule.
   *
   * @param id as it was typed
   * @param reason why, as it was typed
   */
  record OverrideRule(String id, String reason) implements Command {}

  /** Look at the installation. */
  record Doctor() implements Command {}

  /**
   * Tell what can be typed.
   *
   * @param topic the subcommand that is asked about, as it was typed, or null for all
   */
  record Help(@Nullable String topic) implements Command {
    /** About all. */
    public Help() {
      this(null);
    }
  }

  /**
   * It can't be carried out as it stands.
   *
   * @param reason what was wrong, as a sentence
   * @param meant what was perhaps meant; null if it is like nothing
   */
  record Misunderstood(String reason, @Nullable Subcommand meant) implements Command {
    /** What was perhaps meant, as it would be typed for an instance. */
    public List<String> suggestions(String instance) {
      return meant == null ? List.of() : List.of(meant.example(instance));
    }
  }
}

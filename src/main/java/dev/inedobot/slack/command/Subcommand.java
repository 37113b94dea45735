package dev.inedobot.slack.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can follow {@code /inedo}: the one list that parser, help and examples are made from. */
public enum Subcommand {
  UPGRADE(
      "upgrade",
      "<instance> [version] [--db-first] [--at <time>]",
      " %s 2024.5",
      "opens a form; with an instance and a version it shows the plan here; after a backup acknowledgement and an approval (buttons) it is carried out,"
          + " step by step, in the thread. Without a version I offer the newest ones. `--at 02:00`, `--at 2026-12-01 02:00` or `--at in 3h`"
          + " has it begin then, in your time zone; `--db-first` upgrades ProGet's database as a step of its own"),
  VERSIONS(
      "versions",
      "<instance>",
      " %s",
      "what is newer than the version that runs, by major, and what the way back would be"),
  PLAN(
      "plan",
      "<instance> <version>",
      " %s 2024.5",
      "what an upgrade would do, as docker commands too; changes nothing"),
  BACKUP(
      "backup",
      "<instance>",
      " %s",
      "backs up the database now, while the product serves, and reads the backup back"),
  UPGRADEDB(
      "upgradedb",
      "<instance> <version>",
      " %s 2024.5",
      "upgrades ProGet's database alone; the product is stopped for it and goes on with the version that it has"),
  ROLLBACK(
      "rollback",
      "<instance>",
      " %s",
      "returns to the version before the last upgrade, in the same way as an upgrade"),
  STATUS("status", "[instance]", "", "what runs, how it is, and what is under way"),
  HISTORY(
      "history",
      "[instance]",
      "",
      "past upgrades: when, what, by whom, how they ended, with a link to each thread"),
  CANCEL("cancel", "<id>", " k7m2qxp4", "takes an upgrade back that has not begun"),
  OVERRIDE(
      "override",
      "<id> <reason>",
      " k7m2qxp4 security fix, can't wait for Saturday",
      "for emergencies: has an upgrade begin now, against its time, its window or missing approvals; the"
          + " reason is shown in the channel"),
  DOCTOR("doctor", "", "", "what is wrong with my installation, each with what to do about it"),
  HELP("help", "[command]", "", "this, or more about one command");

  private final String word;
  private final String operands;
  private final String example;
  private final String purpose;

  Subcommand(String word, String operands, String example, String purpose) {
    this.word = word;
    this.operands = operands;
    this.example = example;
    this.purpose = purpose;
  }

  /** As it is typed, for example {@code upgrade}. */
  public String word() {
    return word;
  }

  /** For example {@code upgrade <instance> [version]}. */
  public String usage() {
    return operands.isEmpty() ? word : word + " " + operands;
  }

  /** A line that can be typed as it stands, for an instance. */
  public String example(String instance) {
    return "/inedo " + word + example.formatted(instance);
  }

  /** What it does, as a phrase for people. */
  public String purpose() {
    return purpose;
  }

  /** The one with this word, if there is one. */
  public static Optional<Subcommand> byWord(String word) {
    return Arrays.stream(values()).filter(subcommand -> subcommand.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Subcommand::word).toList();
  }
}

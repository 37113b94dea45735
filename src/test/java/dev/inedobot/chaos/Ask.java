package dev.inedobot.chaos;

import java.util.List;

/** What people want of the bot in a journey: what they type, and what they click. */
enum Ask {
  UPGRADE("/inedo upgrade {instance} {version}", List.of("backup.acknowledge"), "", ""),
  UPGRADE_DATABASE_FIRST(
      "/inedo upgrade {instance} {version} --db-first",
      List.of("backup.acknowledge"),
      "",
      ", its database first"),
  UPGRADE_DATABASE(
      "/inedo upgradedb {instance} {version}",
      List.of("backup.acknowledge"),
      "",
      ", its database alone"),
  UPGRADE_AND_RESTORE(
      "/inedo upgrade {instance} {version}",
      List.of("backup.run"),
      "attention.restore-backup",
      ", with a backup that is restored"),
  /** Whoever may approve it alone has it begin by asking. */
  BACKUP("/inedo backup {instance}", List.of(), "", ", a backup and nothing else");

  private static final String APPROVE = "upgrade.approve";

  private final String line;
  private final List<String> acknowledging;
  private final String answer;
  private final String words;

  Ask(String line, List<String> acknowledging, String answer, String words) {
    this.line = line;
    this.acknowledging = acknowledging;
    this.answer = answer;
    this.words = words;
  }

  /** What somebody types to begin. */
  String typed(String instance, String version) {
    return line.replace("{instance}", instance).replace("{version}", version);
  }

  /** The buttons that are clicked before it begins, in that order. */
  List<String> clicks() {
    return acknowledging.isEmpty() ? List.of() : List.of(acknowledging.get(0), APPROVE);
  }

  /** The button that is clicked each time a person is asked; empty to leave it at the question. */
  String answer() {
    return answer;
  }

  boolean isAnswered() {
    return !answer.isEmpty();
  }

  /** What tells it from an upgrade, to stand after its versions. */
  String words() {
    return words;
  }
}

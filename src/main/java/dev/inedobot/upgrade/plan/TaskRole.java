package dev.inedobot.upgrade.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an upgrade makes containers for beside the product's own: they end by themselves, and their
 * names say what they are.
 */
public enum TaskRole {
  UPGRADE_DATABASE("upgradedb", "upgrades the database by itself"),
  KEEP_DATA("keep-data", "copies what a version left of the embedded database"),
  CLEAR_DATA("clear-data", "empties the directory of the embedded database for a restore"),
  RESTORE_DATA("restore-data", "runs a version for nobody but the restore of its database"),
  PROVE("prove", "runs a version on a restored backup, apart from everything"),
  COPY_DATA("copy-data", "copies a volume, which it only reads");

  private final String id;
  private final String words;

  TaskRole(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** As the container's label and the end of its name have it. */
  public String id() {
    return id;
  }

  /** What it does, after “it”. */
  public String words() {
    return words;
  }

  /** What a container of that name is for beside another one; empty if it is for nothing here. */
  public static Optional<TaskRole> of(String container, String name) {
    return Arrays.stream(values())
        .filter(role -> name.equals(Names.task(container, role.id())))
        .findFirst();
  }
}

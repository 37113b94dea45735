package dev.inedobot.slack.command;

/** Who may use a subcommand. */
public enum Audience {
  ANYBODY("Anybody here may do that, guests too."),
  MEMBERS("Any full member of this workspace may do that."),
  APPROVERS("Only approvers may do that.");

  private final String words;

  Audience(String words) {
    this.words = words;
  }

  /** A sentence. */
  public String words() {
    return words;
  }

  public static Audience of(Subcommand subcommand) {
    return switch (subcommand) {
      case UPGRADE, BACKUP, UPGRADEDB, PLAN, ROLLBACK, CANCEL, DOCTOR -> MEMBERS;
      case OVERRIDE -> APPROVERS;
      default -> ANYBODY;
    };
  }
}

package dev.inedobot.slack.view;

/**
 * The ids of the buttons; people's tools rely on them. A button's value is the upgrade's id; that
 * of a choice of a version is a {@link ChoiceView}'s, that of a page a {@link HistoryView}'s.
 */
public final class Actions {
  public static final String ACKNOWLEDGE = "backup.acknowledge";
  public static final String BACK_UP = "backup.run";
  public static final String BACK_UP_WITH_VOLUMES = "backup.run-with-volumes";
  public static final String APPROVE = "upgrade.approve";
  public static final String CANCEL = "upgrade.cancel";

  public static final String KEEP_WAITING = "attention.wait";
  public static final String GO_BACK = "attention.go-back";
  public static final String RESTORE = "attention.restore";
  public static final String RESTORE_BACKUP = "attention.restore-backup";
  public static final String RESTORED = "attention.restored";
  public static final String DISCARD_KEPT = "kept.discard";
  public static final String CHOOSE_MAINTENANCE = "upgrade.choose.maintenance";
  public static final String CHOOSE_MAJOR = "upgrade.choose.major";

  public static final String HISTORY_NEWER = "history.newer";
  public static final String HISTORY_OLDER = "history.older";

  /** In the form that asks for an upgrade. */
  public static final String FORM_INSTANCE = "form.instance";

  static final String FORM_VERSION = "form.version";
  static final String FORM_BEGIN = "form.begin";
  static final String FORM_BACKUP = "form.backup";

  private Actions() {}
}

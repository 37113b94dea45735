package dev.inedobot.slack.view;

/** The ids of the buttons; people's tools rely on them. A button's value is the upgrade's id. */
public final class Actions {
  public static final String ACKNOWLEDGE = "backup.acknowledge";
  public static final String APPROVE = "upgrade.approve";
  public static final String CANCEL = "upgrade.cancel";

  private Actions() {}
}

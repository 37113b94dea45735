package dev.inedobot.upgrade;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where an upgrade stands. The transitions between the states are one table, in {@link
 * #successors()}; the store moves an upgrade only along it, by compare-and-set.
 *
 * <p>The words of a state end the text of the upgrade's message in Slack: people and other tools
 * rely on them.
 */
public enum UpgradeState {
  REQUESTED("Waiting for backup acknowledgement"),
  ACKNOWLEDGED("Waiting for approval"),
  SCHEDULED("Scheduled"),
  QUEUED("Queued"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ROLLED_BACK("Rolled back"),
  NEEDS_ATTENTION("Needs attention"),
  CANCELLED("Cancelled"),
  EXPIRED("Expired");

  private final String words;

  UpgradeState(String words) {
    this.words = words;
  }

  /** The state as people read it, for example {@code Waiting for approval}. */
  public String words() {
    return words;
  }

  /**
   * The states that can follow this one.
   *
   * <p>FAILED is the end of a run whose old container never stopped; ROLLED_BACK the end of one
   * whose old container runs again. A way back that fails is NEEDS_ATTENTION. Whatever ends that
   * goes over RUNNING, so that a restart in between goes on with it.
   */
  public Set<UpgradeState> successors() {
    return switch (this) {
      case REQUESTED -> EnumSet.of(ACKNOWLEDGED, CANCELLED, EXPIRED);
      case ACKNOWLEDGED -> EnumSet.of(QUEUED, SCHEDULED, CANCELLED, EXPIRED);
      case SCHEDULED -> EnumSet.of(QUEUED, CANCELLED);
      case QUEUED -> EnumSet.of(RUNNING, CANCELLED, EXPIRED, FAILED);
      case RUNNING -> EnumSet.of(SUCCEEDED, FAILED, ROLLED_BACK, NEEDS_ATTENTION);
      case NEEDS_ATTENTION -> EnumSet.of(RUNNING);
      case SUCCEEDED, FAILED, ROLLED_BACK, CANCELLED, EXPIRED -> EnumSet.noneOf(UpgradeState.class);
    };
  }

  /** Whether an upgrade may move from this state to the other one. */
  public boolean mayBecome(UpgradeState next) {
    return successors().contains(next);
  }

  /** Whether an upgrade in this state keeps others away from its instance. */
  public boolean isActive() {
    return !successors().isEmpty();
  }

  /** Whether people can still take it back: nothing was touched yet. */
  public boolean canBeCancelled() {
    return mayBecome(CANCELLED);
  }
}

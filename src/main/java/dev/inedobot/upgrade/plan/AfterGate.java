package dev.inedobot.upgrade.plan;

import dev.inedobot.product.ReleaseKind;

/**
 * What follows from a gate that did not pass. From the moment that a container of a higher major
 * was started, the database counts as upgraded, whatever it answered.
 *
 * @param choice what to do
 * @param sentence why, for people
 */
public record AfterGate(Choice choice, String sentence) {

  /** What a run does next. */
  public enum Choice {
    /** Stop the new one and start the old one again. */
    GO_BACK,
    /** Leave everything as it is and ask a person; should it become healthy after all, fine. */
    ASK
  }

  public static AfterGate decide(Plan plan, GateVerdict verdict) {
    boolean mayBeMigrating =
        verdict.outcome() == GateVerdict.Outcome.DEADLINE
            && plan.kind() == ReleaseKind.MAJOR
            && !plan.isRollback()
            && !verdict.spoke();
    if (mayBeMigrating) {
      return new AfterGate(
          Choice.ASK,
          verdict.sentence()
              + " It still runs and has not said its version: it may be upgrading its database, and"
              + " stopping it now could damage the data. I leave it running and keep asking; if it"
              + " becomes healthy, this upgrade ends as succeeded by itself.");
    }
    if (plan.wayBack().needsRestore()) {
      return new AfterGate(
          Choice.ASK,
          "%s Going back from %s to %s needs a database restore first, so I leave everything as it is."
                  .formatted(
                      verdict.sentence(),
                      plan.next().version().marketingForm(),
                      plan.old().version().marketingForm())
              + " A person must choose, with the buttons above.");
    }
    return new AfterGate(Choice.GO_BACK, verdict.sentence());
  }
}

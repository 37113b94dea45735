package dev.inedobot.upgrade.plan;

/**
 * Why something is not done, for the person who asked.
 *
 * @param reason what stands in the way, as a sentence
 * @param remedy what to do or type instead, as a sentence; empty if there is nothing
 */
public record Refusal(String reason, String remedy) implements PlanResult {
  @Override
  public String toString() {
    return remedy.isEmpty() ? reason : reason + " " + remedy;
  }
}

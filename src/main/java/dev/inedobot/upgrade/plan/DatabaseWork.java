package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.Work;
import java.util.Optional;

/** Makes an upgrade's plan one that upgrades the database by itself, where Inedo allows that. */
public final class DatabaseWork {
  private DatabaseWork() {}

  /** The plan for that kind of work, or why it can't be done that way. */
  public static PlanResult of(PlanResult planned, InstanceSettings settings, Work work) {
    if (!work.upgradesDatabase()) {
      return planned;
    }
    if (settings.product() != Product.PROGET) {
      return new Refusal(
          "The database of %s can't be upgraded by itself: Inedo says of that “This only applies to ProGet, but we will add support to BuildMaster and Otter”."
              .formatted(settings.product().displayName()),
          "`/inedo upgrade %s <version>` upgrades the product, and its database with it."
              .formatted(settings.name()));
    }
    if (!(planned instanceof Plan plan)) {
      return planned;
    }
    return refuse(plan, work).<PlanResult>map(refusal -> refusal).orElseGet(() -> plan.as(work));
  }

  private static Optional<Refusal> refuse(Plan plan, Work work) {
    if (work == Work.DATABASE && plan.wayBack().needsRestore()) {
      return Optional.of(
          new Refusal(
              "%s runs %s, which can't go on with a database of %s: Inedo documents no way back between them without a restore."
                  .formatted(
                      plan.settings().name(),
                      plan.old().version().marketingForm(),
                      plan.next().version().marketingForm()),
              "`/inedo upgrade %s %s --db-first` upgrades the database and then the product."
                  .formatted(plan.settings().name(), plan.next().version().marketingForm())));
    }
    return Optional.empty();
  }
}

package dev.inedobot.upgrade.run;

import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.NewerVersions;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Refusal;
import java.util.List;

/** The answer to a question about an instance that changes nothing. */
public sealed interface Told {
  /**
   * What an instance could be upgraded to.
   *
   * @param running the version that runs
   * @param repository where its images come from
   */
  record Newer(
      InstanceSettings settings, Version running, String repository, NewerVersions versions)
      implements Told {}

  /**
   * The registry does not tell its versions. A full version can be asked for all the same.
   *
   * @param running the version that runs
   * @param why what was tried and what to do, as sentences
   */
  record Unlisted(InstanceSettings settings, Version running, String why) implements Told {}

  /** What an upgrade would do. */
  record Planned(Plan plan, CarryOver carry) implements Told {}

  /** It can't be done, or the engine does not answer. */
  record Refused(Refusal refusal) implements Told {}

  /**
   * There is no such instance.
   *
   * @param known the names that there are
   */
  record NoSuchInstance(String typed, List<String> known) implements Told {
    public NoSuchInstance {
      known = List.copyOf(known);
    }
  }
}

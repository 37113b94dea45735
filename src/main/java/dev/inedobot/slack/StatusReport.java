package dev.inedobot.slack;

import dev.inedobot.product.HealthReading;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.slack.view.StatusView;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.HealthBefore;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Surveyor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the instances and the record, and tells what is there. */
final class StatusReport {
  private static final int LATEST = 5;

  private final Instances instances;
  private final Surveyor surveyor;
  private final Journal journal;

  StatusReport(Instances instances, Surveyor surveyor, Journal journal) {
    this.instances = instances;
    this.surveyor = surveyor;
    this.journal = journal;
  }

  /**
   * @param wanted the one instance that is asked for, or null for all
   */
  String of(@Nullable String wanted) {
    Instances.Listing listing = instances.list();
    List<InstanceSettings> shown = listing.instances();
    if (wanted != null) {
      Optional<InstanceSettings> one = listing.named(wanted);
      if (one.isEmpty()) {
        return Conversation.noSuchInstance(wanted, listing.names());
      }
      shown = List.of(one.get());
      listing = new Instances.Listing(shown, List.of(), List.of());
    }
    List<StatusView.Line> lines = new ArrayList<>();
    for (InstanceSettings settings : shown) {
      lines.add(line(settings));
    }
    List<Upgrade> latest = journal.newest(wanted == null ? null : shown.get(0).name(), LATEST);
    return StatusView.of(lines, listing, latest);
  }

  private StatusView.Line line(InstanceSettings settings) {
    String product = settings.product().displayName();
    Upgrade active = journal.activeFor(settings.name()).orElse(null);
    try {
      Optional<Surveyor.Sight> sight = surveyor.look(settings);
      if (sight.isEmpty()) {
        String missing = "there is no container called %s".formatted(settings.container());
        return new StatusView.Line(settings.name(), product, null, missing, active);
      }
      Surveyor.Sight seen = sight.get();
      String version = seen.running() == null ? null : seen.running().marketingForm();
      return new StatusView.Line(settings.name(), product, version, health(seen), active);
    } catch (HostProblem problem) {
      String why = String.valueOf(problem.getMessage());
      return new StatusView.Line(settings.name(), product, null, why, active);
    }
  }

  private static String health(Surveyor.Sight sight) {
    if (!sight.container().state().serves()) {
      return sight.container().state().words();
    }
    HealthBefore health = sight.health();
    if (health == null) {
      return "running, but it does not answer";
    }
    return health.reading().verdict() == HealthReading.Verdict.HEALTHY
        ? "healthy"
        : "not healthy: " + Mrkdwn.safeLine(health.reading().words(), 300);
  }
}

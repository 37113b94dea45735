package dev.inedobot.upgrade.run;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.BeginAt;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.DatabaseWork;
import dev.inedobot.upgrade.plan.Downtime;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.PlanResult;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.plan.SchemaAge;
import dev.inedobot.upgrade.plan.TypedTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people ask for. An upgrade that it has opened is in the journal when it answers.
 * Blocks while the engine, the registry or the workspace is asked; safe for several threads.
 */
public final class UpgradeDesk {
  private static final int HISTORY = 200;
  private static final int LATEST = 20;
  private static final int MEASURED = 3;

  private final Journal journal;
  private final Instances instances;
  private final Surveyor surveyor;
  private final People people;
  private final Approvers approvers;
  private final Timekeeper timekeeper;
  private final Clock clock;
  private final RandomGenerator random;

  public UpgradeDesk(
      Journal journal,
      Instances instances,
      Surveyor surveyor,
      People people,
      Timekeeper timekeeper,
      Clock clock,
      RandomGenerator random) {
    this.journal = journal;
    this.instances = instances;
    this.surveyor = surveyor;
    this.people = people;
    this.approvers = new Approvers(people);
    this.timekeeper = timekeeper;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Plans an upgrade and opens it if it can be done.
   *
   * @param work {@link Work#UPGRADE} or one that upgrades the database by itself
   * @param begin when it is to begin, as it was typed; null for as soon as it is approved
   */
  public Asked request(
      String instance,
      String version,
      Work work,
      @Nullable String begin,
      Actor who,
      String channel) {
    BeginAt beginAt = null;
    if (begin != null) {
      TypedTime time = typedTime(begin, who);
      if (time instanceof TypedTime.Unclear unclear) {
        return new Asked.UnclearTime(unclear.refusal());
      }
      beginAt = ((TypedTime.Clear) time).at();
    }
    @Nullable BeginAt at = beginAt;
    return ask(
        instance,
        who,
        settings -> DatabaseWork.of(surveyor.plan(settings, version), settings, work),
        plan -> open(surveyor.measured(plan), at, who, channel));
  }

  private TypedTime typedTime(String typed, Actor who) {
    try {
      return TypedTime.parse(typed, clock.instant(), people.zone(who.id()));
    } catch (People.PeopleProblem problem) {
      return new TypedTime.Unclear(
          new Refusal(
              "I could not ask Slack for your time zone: " + problem.getMessage(),
              "Type the time with its offset, such as `2026-12-01T02:00Z`."));
    }
  }

  /**
   * Plans the return to the version before the last upgrade, and opens it if it can be done. Over a
   * major it is opened only with a confirmation.
   *
   * @param confirmation what was typed to confirm it: the instance's name; null if nothing was
   */
  public Asked requestRollback(
      String instance, @Nullable String confirmation, Actor who, String channel) {
    return ask(
        instance,
        who,
        settings ->
            surveyor.planRollback(
                settings, lastSuccess(settings.name()), startedSince(settings.name())),
        plan ->
            plan.kind() == ReleaseKind.MAJOR
                    && !plan.settings().name().equalsIgnoreCase(confirmation)
                ? new Asked.ToConfirm(plan)
                : open(surveyor.measured(plan), null, who, channel));
  }

  private Optional<Plan> lastSuccess(String instance) {
    return journal.newest(instance, HISTORY).stream()
        .filter(upgrade -> upgrade.state() == UpgradeState.SUCCEEDED)
        .map(upgrade -> journal.plan(upgrade.id()))
        .filter(plan -> plan.work().replaces())
        .findFirst();
  }

  /** The newest version that was started on the database since the last success; null for none. */
  private @Nullable Version startedSince(String instance) {
    Version newest = null;
    for (Upgrade past : journal.newest(instance, HISTORY)) {
      Plan plan = journal.plan(past.id());
      if (past.state() == UpgradeState.SUCCEEDED && plan.work().replaces()) {
        break;
      }
      if (SchemaAge.mayBeOfTheNewVersion(journal.events(past.id()))) {
        newest = SchemaAge.newest(plan.next().version(), newest);
      }
    }
    return newest;
  }

  /** Plans a backup of the database, and opens it if it can be done. */
  public Asked requestBackup(String instance, Actor who, String channel) {
    return ask(instance, who, surveyor::planBackup, plan -> open(plan, null, who, channel));
  }

  private Asked ask(
      String instance,
      Actor who,
      Function<InstanceSettings, PlanResult> planning,
      Function<Plan, Asked> opening) {
    Optional<String> outsider = approvers.refuseTakingPart(who);
    if (outsider.isPresent()) {
      return new Asked.Refused(new Refusal(outsider.get(), ""));
    }
    Instances.Listing listing = instances.list();
    Optional<InstanceSettings> settings = listing.named(instance);
    if (settings.isEmpty()) {
      return listing
          .whyNot(instance)
          .<Asked>map(Asked.Refused::new)
          .orElseGet(() -> new Asked.NoSuchInstance(instance, listing.names()));
    }
    Optional<Upgrade> active = journal.activeFor(settings.get().name());
    if (active.isPresent()) {
      return new Asked.AlreadyActive(active.get());
    }
    PlanResult result;
    try {
      result = planning.apply(settings.get());
    } catch (HostProblem problem) {
      return new Asked.Refused(
          new Refusal(
              String.valueOf(problem.getMessage()), "Nothing was changed; try again after that."));
    }
    return result instanceof Plan plan ? opening.apply(plan) : new Asked.Refused((Refusal) result);
  }

  private Asked open(Plan plan, @Nullable BeginAt beginAt, Actor who, String channel) {
    Instant now = clock.instant();
    Upgrade upgrade =
        new Upgrade(
            UpgradeId.random(random),
            plan.settings().name(),
            plan.settings().product().displayName(),
            plan.old().version().marketingForm(),
            plan.next().version().marketingForm()
                + (plan.work() == Work.DATABASE ? " (database only)" : ""),
            UpgradeState.REQUESTED,
            who,
            now,
            channel,
            beginAt);
    String expected =
        plan.work() == Work.BACKUP
            ? "Expected downtime: none."
            : "Expected downtime: " + Downtime.expected(before(plan)) + ".";
    UpgradeEvent first = UpgradeEvent.of(now, Kind.REQUESTED, who, expected);
    Optional<Upgrade> active = journal.open(upgrade, plan, first);
    if (active.isPresent()) {
      return new Asked.AlreadyActive(active.get());
    }
    timekeeper.appoint(upgrade);
    return new Asked.Opened(upgrade, plan);
  }

  /** What the last upgrades of the instance measured; of returns only where this is one. */
  private List<Downtime.Measured> before(Plan plan) {
    List<Downtime.Measured> measured = new ArrayList<>();
    for (Upgrade past : journal.newest(plan.settings().name(), LATEST)) {
      if (measured.size() == MEASURED) {
        break;
      }
      if (past.state() == UpgradeState.SUCCEEDED && isAlike(journal.plan(past.id()), plan)) {
        Downtime.measured(journal.events(past.id()))
            .ifPresent(words -> measured.add(new Downtime.Measured(past.to(), words)));
      }
    }
    return measured;
  }

  private static boolean isAlike(Plan past, Plan plan) {
    return past.work() == plan.work() && past.isRollback() == plan.isRollback();
  }
}

package dev.inedobot.upgrade.plan;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.UpgradePath;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import dev.inedobot.upgrade.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an observation and a wish into a plan, or says why there is none. It knows the rules and
 * does nothing.
 */
public final class Planner {
  private Planner() {}

  public static PlanResult plan(Observation seen, Version wanted) {
    Version running = seen.running();
    if (running == null) {
      return unknownVersion(seen);
    }
    Optional<Refusal> direction = refuseDirection(seen.settings(), running, wanted);
    if (direction.isPresent()) {
      return direction.get();
    }
    Checks.Result checks = Checks.examine(seen);
    if (checks.refusal() != null) {
      return checks.refusal();
    }
    UpgradePath path = UpgradePath.find(seen.settings().product(), running, wanted);
    if (path instanceof UpgradePath.StopInBetween stop) {
      return new Refusal(stop.text(), "");
    }
    if (path instanceof UpgradePath.Refused refused) {
      return new Refusal(refused.text(), "");
    }
    List<String> warnings = new ArrayList<>(((UpgradePath.Allowed) path).warnings());
    if (wanted.isPreRelease()) {
      warnings.add(wanted + " is a pre-release: Inedo does not mean it for production.");
    }
    WayBack wayBack = WayBack.find(seen.settings().product(), wanted, running);
    List<String> fine = fine("Inedo allows this path", checks);
    return plan(seen, wanted, wayBack, null, warnings, checks, fine);
  }

  /**
   * Plans a return to an older version, where Inedo allows that without a database restore.
   *
   * @param kept the container that ran the older version, or null if it is gone
   * @param started the newest version that was started on the database beside the running one, or
   *     null
   */
  public static PlanResult planRollback(
      Observation seen, Version older, Plan.@Nullable Kept kept, @Nullable Version started) {
    Version running = seen.running();
    if (running == null) {
      return unknownVersion(seen);
    }
    Version schema = SchemaAge.newest(running, started);
    WayBack wayBack = WayBack.find(seen.settings().product(), schema, older);
    if (wayBack.needsRestore()) {
      return restoreFirst(seen, schema, older);
    }
    Checks.Result checks = Checks.examine(seen);
    if (checks.refusal() != null) {
      return checks.refusal();
    }
    WayBack forward =
        new WayBack(
            wayBack.rule(),
            "If %s does not become healthy, %s is started again on the same data."
                .formatted(older.marketingForm(), running.marketingForm()));
    List<String> fine = fine("Inedo documents this way back", checks);
    return plan(seen, older, forward, kept, List.of(wayBack.note()), checks, fine);
  }

  private static Refusal restoreFirst(Observation seen, Version running, Version older) {
    return new Refusal(
        "Going back from %s %s to %s needs a database restore first: Inedo documents no way without one."
            .formatted(
                seen.settings().product().displayName(),
                running.marketingForm(),
                older.marketingForm()),
        "Restore the backup of the database and run the old version by hand, as Inedo's documentation"
            + " on rolling back tells.");
  }

  /**
   * What is wrong with the wish itself, whatever the engine says: the same version or an older one.
   */
  public static Optional<Refusal> refuseDirection(
      InstanceSettings settings, Version running, Version wanted) {
    if (wanted.sameRelease(running)) {
      return Optional.of(
          new Refusal(
              "%s already runs %s %s; nothing to do."
                  .formatted(
                      settings.name(), settings.product().displayName(), running.marketingForm()),
              ""));
    }
    if (wanted.compareTo(running) < 0) {
      return Optional.of(
          new Refusal(
              "%s runs %s, and %s is older: an upgrade only goes forward."
                  .formatted(settings.name(), running.marketingForm(), wanted.marketingForm()),
              "`/inedo rollback %s` returns to the version before the last upgrade."
                  .formatted(settings.name())));
    }
    return Optional.empty();
  }

  private static PlanResult plan(
      Observation seen,
      Version wanted,
      WayBack wayBack,
      Plan.@Nullable Kept kept,
      List<String> firstWarnings,
      Checks.Result checks,
      List<String> fine) {
    Optional<Refusal> noCommand = CommandHome.refuse(seen);
    if (noCommand.isPresent()) {
      return noCommand.get();
    }
    Version running = Objects.requireNonNull(seen.running(), "refused before");
    InstanceSettings settings = seen.settings();
    ContainerFacts container = seen.container();
    HealthBefore health = Objects.requireNonNull(seen.health(), "refused before");
    DatabaseHome database = DatabaseHomes.find(seen);
    Optional<Refusal> unproven = TrialRule.refuse(settings, container, database);
    // A return takes no backup that has to prove itself.
    if (unproven.isPresent() && wanted.compareTo(running) >= 0) {
      return unproven.get();
    }
    ReleaseKind kind = ReleaseKind.between(running, wanted);
    List<String> warnings = new ArrayList<>(firstWarnings);
    if (!seen.problems().isEmpty()) {
      warnings.add(
          "It is not healthy already: %s. The upgrade is not blamed for that."
              .formatted(String.join("; ", seen.problems())));
    }
    checks.warnings().forEach(warning -> warnings.add(warning.sentence()));
    settings.backup().unkept(kind, database).ifPresent(warnings::add);
    if (!container.life().restartPolicy().restarts()) {
      warnings.add(
          "Its restart policy is `no`: it will not come back by itself after a reboot. It is kept.");
    }
    return new Plan(
        settings,
        old(settings, container, running),
        new Plan.Next(seen.target().reference(), seen.target().digest(), wanted, kept),
        kind,
        wayBack,
        new Plan.Before(health.address(), seen.problems()),
        warnings,
        new Checked(
            seen.surroundings().engine().platform(),
            fine,
            checks.warnings().stream()
                .flatMap(warning -> warning.about().stream())
                .sorted()
                .toList(),
            Leftovers.adopted(seen)),
        database,
        Work.UPGRADE,
        DataDirectory.of(settings.product(), container).orElse(null));
  }

  /**
   * Plans a backup of the database, or says why there can be none.
   *
   * @param seen the image that runs as its target
   */
  public static PlanResult planBackup(Observation seen) {
    Version running = seen.running();
    if (running == null) {
      return unknownVersion(seen);
    }
    InstanceSettings settings = seen.settings();
    Optional<Refusal> noCommand = CommandHome.refuse(seen);
    if (noCommand.isPresent()) {
      return noCommand.get();
    }
    DatabaseHome database = DatabaseHomes.find(seen);
    if (!database.canBeBackedUp()) {
      return new Refusal(
          "I don't know how to back up %s. %s".formatted(settings.name(), database.note()),
          "Back it up as Inedo documents it for its database.");
    }
    if (!seen.container().state().serves()) {
      return new Refusal(
          "The container %s does not run (%s), and its database is backed up while it does."
              .formatted(seen.container().name(), seen.container().state().words()),
          "Start it, then ask again.");
    }
    ContainerFacts container = seen.container();
    Optional<Refusal> unproven = TrialRule.refuse(settings, container, database);
    if (unproven.isPresent()) {
      return unproven.get();
    }
    boolean prove = settings.backup().prove();
    Optional<Refusal> copy = prove ? Leftovers.refuseCopy(seen) : Optional.empty();
    if (copy.isPresent()) {
      return copy.get();
    }
    HealthBefore health = seen.health();
    if (health == null && seen.asked().isEmpty()) {
      return new Refusal(
          "I can't tell where to ask %s for its health.".formatted(settings.name()),
          "Set `health-url` of %s in the configuration.".formatted(settings.name()));
    }
    return new Plan(
        settings,
        old(settings, container, running),
        new Plan.Next(seen.target().reference(), seen.target().digest(), running, null),
        ReleaseKind.MAINTENANCE,
        WayBack.find(settings.product(), running, running),
        new Plan.Before(health == null ? seen.asked().get(0) : health.address(), seen.problems()),
        database.note().isEmpty() ? List.of() : List.of(database.note()),
        new Checked("", List.of(), List.of(), prove ? Leftovers.adoptedCopies(seen) : List.of()),
        database,
        Work.BACKUP);
  }

  private static Plan.Old old(
      InstanceSettings settings, ContainerFacts container, Version running) {
    return new Plan.Old(
        container.id(),
        running,
        container.image(),
        container.life().restartPolicy(),
        settings.timing().grace(container.life().stopTimeout()),
        container.fingerprint());
  }

  private static Refusal unknownVersion(Observation seen) {
    return new Refusal(
        "I can't tell which version %s runs: its image is %s, and its health address does not say."
            .formatted(seen.settings().name(), seen.container().image().reference()),
        "Run it from an image with a full version as its tag, such as 24.0.4.");
  }

  private static List<String> fine(String path, Checks.Result checks) {
    List<String> fine = new ArrayList<>();
    fine.add(path);
    fine.addAll(checks.fine());
    return fine;
  }
}

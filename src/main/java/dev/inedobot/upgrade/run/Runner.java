package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.MaintenanceWindow;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The recipe: everything that can fail is done while the old container serves; then stop, set
 * aside, start; then the health gate, and only what it passes lets the old container be removed.
 *
 * <p>One call runs one upgrade to its end on the calling thread. {@link InterruptedException} means
 * that the bot stops: the upgrade stays RUNNING, and recovery goes on with it at the next start.
 */
final class Runner {
  private static final String NOT_APPROVED =
      " What was approved is not what is there, so I stopped.";
  private static final String UNWRITABLE = "My record can't be written (is the disk full?).";
  private static final int RECHECKS = 3;
  private static final Duration BETWEEN_RECHECKS = Duration.ofSeconds(2);

  private final Journal journal;
  private final Hosts hosts;
  private final Surveyor surveyor;
  private final Takeover takeover;
  private final DatabaseAlone databaseAlone;
  private final Proof proof;
  private final BackUp backUp;
  private final VolumeCopy volumeCopy;
  private final ProvenBackups proven;
  private final Clock clock;
  private final Pauses pauses;

  Runner(
      Journal journal,
      Hosts hosts,
      Surveyor surveyor,
      Takeover takeover,
      DatabaseAlone databaseAlone,
      Proof proof,
      Clock clock,
      Pauses pauses) {
    this.journal = journal;
    this.hosts = hosts;
    this.surveyor = surveyor;
    this.takeover = takeover;
    this.databaseAlone = databaseAlone;
    this.proof = proof;
    this.backUp = new BackUp(clock);
    this.volumeCopy = new VolumeCopy(journal, clock);
    this.proven = new ProvenBackups(journal, clock, pauses);
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Why an upgrade can't begin at all: other hosts may be configured than when it was approved. */
  Optional<String> obstacle(Plan plan) {
    try {
      hosts.get(plan.settings().host());
      return Optional.empty();
    } catch (HostProblem gone) {
      return Optional.of(String.valueOf(gone.getMessage()));
    }
  }

  /** Carries out an upgrade that has just become RUNNING. */
  void run(Upgrade upgrade) throws InterruptedException {
    Plan plan = journal.plan(upgrade.id());
    RunLog log = new RunLog(journal, upgrade.id(), clock, pauses);
    Steps steps = new Steps(log, clock, pauses);
    forward(new Run(upgrade, plan, hosts.get(plan.settings().host()), log, steps));
  }

  private void forward(Run run) throws InterruptedException {
    Plan plan = run.plan();
    Optional<String> another = lasting(() -> surveyor.anotherContainer(run.plan()));
    if (another.isPresent()) {
      proof.abandon(run, another.get() + NOT_APPROVED);
      return;
    }
    try {
      Adoption.removeTasks(run);
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      proof.abandon(run, String.valueOf(problem.getMessage()));
      return;
    }
    String nextId = "";
    try {
      String imageId = plan.work() == Work.BACKUP ? "" : pull(run);
      backUp(run);
      if (plan.work().replaces()) {
        nextId = plan.next().kept() == null ? create(run, imageId) : bring(run, plan.next().kept());
      }
    } catch (StepFailed failure) {
      proof.abandon(run, failure.sentence());
      return;
    }
    if (plan.work() == Work.BACKUP) {
      backedUp(run);
      return;
    }
    Optional<String> closed = windowClosed(run);
    if (closed.isPresent()) {
      proof.abandon(run, closed.get());
      return;
    }
    Optional<String> difference = recheck(run);
    if (difference.isPresent()) {
      proof.abandon(run, difference.get() + NOT_APPROVED);
      return;
    }
    try {
      if (plan.work().replaces()) {
        Adoption.removeKept(run);
      }
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      proof.abandon(run, String.valueOf(problem.getMessage()));
      return;
    }
    // Before the intent: with it a restart would take the old container for one that is ending.
    run.steps().stopIfAsked();
    run.log()
        .started(
            Step.STOP,
            "%s gets up to %s to end"
                .formatted(run.plan().container(), Durations.words(run.plan().old().grace())));
    if (!run.log().isComplete()) {
      // A restart that does not know of it would take a container that is ending for untouched.
      run.log().failed(Step.STOP, UNWRITABLE);
      proof.abandon(run, UNWRITABLE);
      return;
    }
    if (plan.work() == Work.DATABASE) {
      databaseAlone.perform(run);
    } else {
      takeover.perform(run, nextId, clock.instant());
    }
  }

  private void backUp(Run run) throws StepFailed, InterruptedException {
    List<UpgradeEvent> events = journal.events(run.upgrade().id());
    if (run.plan().work() == Work.BACKUP || Backups.isAsked(events)) {
      Backup backup = backUp.take(run);
      // At once: the files are to be of the same time as the database.
      if (Backups.isCopyAsked(events) && run.plan().copyable() != null) {
        volumeCopy.take(run, run.plan().copyable());
      }
      proven.prove(run, backup);
    } else if (Backups.reliedOn(events).isPresent()) {
      backUp.check(run, Backups.reliedOn(events).get());
      proven.prove(run, Backups.reliedOn(events).get());
    }
  }

  /**
   * Why the stop may not begin any more: a backup may have taken longer than the window is open.
   */
  private Optional<String> windowClosed(Run run) {
    MaintenanceWindow window = run.plan().settings().window();
    boolean overridden =
        journal.events(run.upgrade().id()).stream()
            .anyMatch(event -> event.kind() == Kind.OVERRIDDEN);
    return window == null || overridden || window.isOpen(clock.instant())
        ? Optional.empty()
        : Optional.of("The maintenance window (%s) has closed meanwhile.".formatted(window));
  }

  /** What a request for nothing but a backup ends with. */
  private void backedUp(Run run) throws InterruptedException {
    run.log().awaitComplete();
    BackUp.succeed(run, Backups.taken(journal.events(run.upgrade().id())).orElseThrow());
  }

  /** Pulls the image while the old container serves; its id. */
  private String pull(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    Plan.Kept kept = plan.next().kept();
    String[] imageId = new String[1];
    run.steps()
        .perform(
            Step.PULL,
            "%s (%s)".formatted(plan.next().image(), plan.next().digest().shortForm()),
            () -> {
              if (kept != null) {
                return "not needed: the container that was kept has it";
              }
              // What was there by either name is somebody else's, and not ours to remove later.
              if (host.imageId(plan.next().pinned()).isEmpty()
                  && host.imageId(plan.next().image()).isEmpty()) {
                run.log().write(Kind.PULLING, plan.next().image().toString());
              }
              imageId[0] =
                  host.pull(
                      plan.next().pinned(),
                      plan.next().image(),
                      progress -> run.log().progress(Step.PULL, progress));
              return "%s is here, checked by its digest".formatted(plan.next().image());
            });
    return String.valueOf(imageId[0]);
  }

  private static String create(Run run, String imageId) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    String[] nextId = new String[1];
    String name = Names.next(plan.container());
    run.steps()
        .perform(
            Step.CREATE,
            "%s, configured as %s is".formatted(name, plan.container()),
            () -> {
              Adoption.removeUnstarted(run.host(), plan);
              nextId[0] =
                  run.host()
                      .createReplacement(
                          new ContainerHost.Replacement(
                              plan.old().containerId(),
                              name,
                              plan.next().image(),
                              imageId,
                              run.upgrade().id()));
              run.log().write(Kind.CREATED, nextId[0]);
              return "%s (%s) is ready, inspected and as meant"
                  .formatted(name, nextId[0].substring(0, 12));
            });
    return nextId[0];
  }

  private static String bring(Run run, Plan.Kept kept) throws StepFailed, InterruptedException {
    String[] nextId = new String[1];
    String name = Names.next(run.plan().container());
    run.steps()
        .perform(
            Step.CREATE,
            "not needed: the container that was kept is renamed to " + name,
            () -> {
              Adoption.removeUnstarted(run.host(), run.plan());
              nextId[0] = NextContainer.bring(run, kept);
              run.log().write(Kind.CREATED, nextId[0]);
              return "%s (%s) is ready, as it was".formatted(name, nextId[0].substring(0, 12));
            });
    return nextId[0];
  }

  private Optional<String> recheck(Run run) throws InterruptedException {
    if (!run.log().isComplete()) {
      return Optional.of(UNWRITABLE);
    }
    try {
      return lasting(() -> surveyor.changedSince(run.plan(), run.upgrade().id()));
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      return Optional.of(String.valueOf(problem.getMessage()));
    }
  }

  /** A difference counts if it stays: a health address may be slow once. */
  private Optional<String> lasting(Supplier<Optional<String>> look) throws InterruptedException {
    Optional<String> difference = look.get();
    for (int tries = 1; difference.isPresent() && tries < RECHECKS; tries++) {
      pauses.pause(BETWEEN_RECHECKS);
      difference = look.get();
    }
    return difference;
  }
}

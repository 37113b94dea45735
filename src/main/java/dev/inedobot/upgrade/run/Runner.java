package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final Proof proof;
  private final Clock clock;
  private final Pauses pauses;

  Runner(Journal journal, Hosts hosts, Surveyor surveyor, Proof proof, Clock clock, Pauses pauses) {
    this.journal = journal;
    this.hosts = hosts;
    this.surveyor = surveyor;
    this.proof = proof;
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
    Optional<String> another = lasting(() -> surveyor.anotherContainer(run.plan()));
    if (another.isPresent()) {
      proof.abandon(run, another.get() + NOT_APPROVED);
      return;
    }
    String nextId;
    try {
      nextId = prepare(run);
    } catch (StepFailed failure) {
      proof.abandon(run, failure.sentence());
      return;
    }
    Optional<String> difference = recheck(run);
    if (difference.isPresent()) {
      proof.abandon(run, difference.get() + NOT_APPROVED);
      return;
    }
    try {
      Adoption.removeKept(run);
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
    Instant down = clock.instant();
    try {
      replace(run, nextId);
    } catch (StepFailed failure) {
      proof.replaceFailed(run, nextId, failure);
      return;
    }
    proof.prove(run, nextId, down);
  }

  /** Pull and create, while the old container serves. */
  private String prepare(Run run) throws StepFailed, InterruptedException {
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
    return kept == null ? create(run, imageId[0]) : bring(run, kept);
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

  /** Stop, set aside, start: the downtime begins here. The intent to stop is in the record. */
  private void replace(Run run, String nextId) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    String oldId = plan.old().containerId();
    Duration grace = plan.old().grace();
    run.steps()
        .insist(
            Step.STOP,
            () -> {
              host.stop(oldId, grace);
              return host.find(oldId).map(Runner::howItEnded).orElse("it is gone");
            });
    String aside = Names.old(plan.container());
    run.steps()
        .insist(
            Step.SET_ASIDE,
            "restart policy `no`, then rename to " + aside,
            () -> {
              host.setRestartPolicy(oldId, RestartPolicy.NO);
              host.rename(oldId, aside);
              return "it is %s now and stays stopped; its volumes are untouched".formatted(aside);
            });
    run.steps()
        .insist(
            Step.START,
            "%s with %s".formatted(plan.container(), plan.next().image()),
            () -> {
              host.stop(oldId, grace);
              host.rename(nextId, plan.container());
              host.start(nextId);
              if (plan.next().kept() != null) {
                // Not before: with `always`, an engine restart would start it beside the old one.
                host.setRestartPolicy(nextId, plan.old().restartPolicy());
              }
              return "the process runs";
            });
  }

  private static String howItEnded(ContainerFacts old) {
    int code = old.state().exitCode();
    return code == 137
        ? "it did not end in time and was killed (exit code 137)"
        : "it ended with exit code " + code;
  }
}

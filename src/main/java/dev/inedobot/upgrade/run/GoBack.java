package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.GateJudge;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.SchemaAge;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.util.Optional;

/**
 * The way back, by rename: stop the new container and remove it, give the old one its name and
 * restart policy back, start it, and see that it is healthy. Each part looks first, so that it can
 * be begun again at any point. The new container is gone before the old one starts: two never run
 * on the same data.
 */
final class GoBack {
  private final Journal journal;
  private final HealthGate gate;
  private final Attention attention;

  GoBack(Journal journal, HealthGate gate, Attention attention) {
    this.journal = journal;
    this.gate = gate;
    this.attention = attention;
  }

  static GateJudge.Expected oldVersion(Plan plan) {
    return new GateJudge.Expected(
        plan.settings().product(),
        plan.old().version(),
        plan.settings().timing().healthTimeout(),
        plan.settings().timing().stableFor(),
        plan.before().problems());
  }

  /** Goes back and ends the run. */
  void undo(Run run, String why) throws InterruptedException {
    run.log().write(Kind.GOING_BACK, why);
    goOn(run, why);
  }

  /** Goes on going back, where the record says already that it does, and why. */
  void goOn(Run run, String why) throws InterruptedException {
    try {
      restore(run);
    } catch (StepFailed failure) {
      attention.needed(
          run,
          "%s I went back, but that failed too. %s".formatted(why, failure.sentence())
              + " No volume was deleted.");
      return;
    }
    prove(run, why);
  }

  private static void restore(Run run) throws StepFailed, InterruptedException {
    stopNew(run);
    putBack(run);
    startOld(run);
  }

  /** Sees to it that nothing of the new version runs on the data, and makes its name free. */
  static void stopNew(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    String oldId = plan.old().containerId();
    run.steps()
        .insist(
            Step.STOP_NEW,
            "%s with %s".formatted(plan.container(), plan.next().image()),
            () -> {
              // Without it there is nothing to go back to, and the new one is all that is left.
              if (host.find(oldId).isEmpty()) {
                throw HostProblem.refused(
                    "The old container (%s) is gone: somebody removed it. I left the new one as it is."
                        .formatted(oldId.substring(0, 12)));
              }
              Tasks.removeAll(run);
              Optional<ContainerFacts> next = NextContainer.find(run);
              if (next.isEmpty()) {
                return "it is not there";
              }
              NextContainer.giveUp(run, next.get());
              return plan.next().kept() == null
                  ? "it is gone; the volumes stay"
                  : "it is stopped and kept; the volumes stay";
            });
  }

  static void putBack(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    String oldId = plan.old().containerId();
    run.steps()
        .insist(
            Step.PUT_BACK,
            "name %s, restart policy `%s`".formatted(plan.container(), plan.old().restartPolicy()),
            () -> {
              run.host().rename(oldId, plan.container());
              run.host().setRestartPolicy(oldId, plan.old().restartPolicy());
              return "as it was";
            });
  }

  static void startOld(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    run.steps()
        .insist(
            Step.START_OLD,
            plan.container() + " with " + plan.old().image().reference(),
            () -> {
              endOpenStop(run.host(), plan);
              run.host().start(plan.old().containerId());
              return "the process runs";
            });
  }

  /**
   * A stop that was begun goes on in the engine when its caller is gone or its answer is lost: a
   * container that still runs then would end a moment after it was taken for started.
   */
  private static void endOpenStop(ContainerHost host, Plan plan) {
    try {
      host.stop(plan.old().containerId(), plan.old().grace());
    } catch (HostProblem problem) {
      if (problem.isUnreachable()) {
        throw problem;
      }
      // It can't be stopped, so it goes on running, which is what is wanted.
    }
  }

  /**
   * Waits until the old version is healthy, and ends the run with that.
   *
   * @param why what led here, as sentences
   */
  void prove(Run run, String why) throws InterruptedException {
    Plan plan = run.plan();
    run.log().started(Step.HEALTH_OLD, "asking " + plan.before().address().uri());
    GateVerdict verdict =
        gate.await(
            run.host(),
            plan.old().containerId(),
            plan,
            oldVersion(plan),
            HealthGate.Past.SOME,
            progress -> run.log().progress(Step.HEALTH_OLD, progress));
    if (!verdict.passed()) {
      run.log().failed(Step.HEALTH_OLD, verdict.sentence());
      attention.needed(
          run,
          "%s I went back to %s, but that is not healthy either: %s"
              .formatted(why, plan.old().version().marketingForm(), verdict.sentence()));
      return;
    }
    run.log().done(Step.HEALTH_OLD, "it is as it was before");
    run.log()
        .move(
            UpgradeState.RUNNING,
            UpgradeState.ROLLED_BACK,
            Kind.FINISHED,
            "%s %s runs %s %s again, with its data.%s%s"
                .formatted(
                    why,
                    plan.settings().name(),
                    plan.settings().product().displayName(),
                    plan.old().version().marketingForm(),
                    databaseAhead(run),
                    putAway(run)));
  }

  private String databaseAhead(Run run) {
    return run.plan().work().upgradesDatabase()
            && SchemaAge.mayBeOfTheNewVersion(journal.events(run.upgrade().id()))
        ? " Its database may be upgraded, wholly or by half."
        : "";
  }

  /** The product runs by now, whatever becomes of a name; empty, or what a person has to know. */
  private static String putAway(Run run) {
    try {
      NextContainer.putAway(run);
      return "";
    } catch (HostProblem problem) {
      return " The container that was kept is called %s now: %s"
          .formatted(Names.next(run.plan().container()), problem.getMessage());
    }
  }
}

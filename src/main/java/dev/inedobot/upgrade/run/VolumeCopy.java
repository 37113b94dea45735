package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DataDirectory;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.TaskRole;
import dev.inedobot.upgrade.plan.VolumeCopyName;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;

/**
 * Copies what belongs to a whole backup beside the database into a volume of the bot's own, while
 * the product serves. The copier only reads what the product has: that is why it may run beside it.
 * A copy that is not in the record as whole is removed again.
 */
final class VolumeCopy {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Journal journal;
  private final Clock clock;

  VolumeCopy(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  void take(Run run, DataDirectory data) throws StepFailed, InterruptedException {
    run.steps()
        .perform(
            Step.BACK_UP,
            "with it, a copy of %s (%s) goes into %s, while the product serves"
                .formatted(data.path(), data.size(), words(run)),
            () -> {
              try {
                return copied(run, data);
              } catch (HostProblem failure) {
                throw Thread.currentThread().isInterrupted()
                    ? failure
                    : failure.adding(removed(run));
              }
            });
  }

  private String copied(Run run, DataDirectory data) throws InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    Hidden hidden = Hidden.of(host, plan.old().containerId());
    String id =
        host.createCopy(
            new ContainerHost.Copy(
                new ContainerHost.Task(
                    plan.old().containerId(),
                    Tasks.name(run, TaskRole.COPY_DATA.id()),
                    plan.old().image().id(),
                    CopyScript.command(ContainerHost.Copy.SOURCE, ContainerHost.Copy.TARGET),
                    run.upgrade().id(),
                    TaskRole.COPY_DATA.id()),
                data.path(),
                volume(run)));
    host.start(id);
    Report report = new Report(run, Step.BACK_UP, clock);
    String[] last = {"it said nothing"};
    String[] told = {""};
    Duration longest = plan.settings().timing().databaseTimeout();
    OptionalInt code =
        host.awaitEnd(
            id,
            longest,
            line -> {
              String shown = hidden.in(line);
              last[0] = CopyScript.PROGRESS.matcher(line).matches() ? last[0] : shown;
              told[0] = CopyScript.RESULT.matcher(line).matches() ? line : told[0];
              report.accept(shown);
            });
    Matcher result = CopyScript.RESULT.matcher(told[0]);
    if (code.isEmpty()) {
      throw HostProblem.refused(
          "%s could not be copied within %s, which is what `database-timeout` allows."
              .formatted(data.path(), Durations.words(longest)));
    }
    if (code.getAsInt() != 0 || !result.matches()) {
      throw HostProblem.refused(
          "%s could not be copied (exit code %d): %s."
              .formatted(data.path(), code.getAsInt(), last[0]));
    }
    run.log().write(Kind.VOLUME_COPIED, words(run));
    // What is not in the record as whole is removed, by a restart too.
    run.log().awaitComplete();
    return "%s files of %s, %s, are copied into %s. What was added or changed there while it was copied may be missing or incomplete in it; it stays until an approver has me delete it.%s"
        .formatted(
            result.group(1),
            data.path(),
            Disk.words(Long.parseLong(result.group(2)) * 1024),
            words(run),
            withoutCopier(run));
  }

  /** Removes what made a copy that is whole. Empty, or what a person has to know. */
  private static String withoutCopier(Run run) throws InterruptedException {
    try {
      removeCopier(run);
      return "";
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      return " The container that made the copy could not be removed: " + problem.getMessage();
    }
  }

  /** What became of a copy that failed, as a sentence. */
  private String removed(Run run) {
    try {
      remove(run);
      return "What was copied so far is removed again.";
    } catch (HostProblem problem) {
      return "%s, with what was copied so far, could not be removed: %s"
          .formatted(words(run), problem.getMessage());
    }
  }

  /**
   * Sees to it that nothing is left of a copy that an interruption ended; one that is whole stays.
   * Throws {@link HostProblem}; can be repeated.
   */
  void removeUnfinished(Run run) {
    if (run.plan().copyable() != null) {
      remove(run);
    }
  }

  /** Whether a copy is whole, by the record: then only an approver has it removed. */
  boolean isWhole(Run run) {
    return journal.events(run.upgrade().id()).stream()
        .anyMatch(event -> event.kind() == Kind.VOLUME_COPIED);
  }

  private void remove(Run run) {
    removeCopier(run);
    if (!isWhole(run)) {
      run.host().removeCopy(volume(run), run.upgrade().id());
    }
  }

  private static void removeCopier(Run run) {
    for (ContainerFacts task : Tasks.find(run, TaskRole.COPY_DATA.id()).stream().toList()) {
      run.host().stop(task.id(), AT_ONCE);
      run.host().discard(task.id());
    }
  }

  private static String volume(Run run) {
    return VolumeCopyName.of(run.plan(), run.upgrade().id());
  }

  private static String words(Run run) {
    return VolumeCopyName.words(run.plan(), run.upgrade().id());
  }
}

package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DataDirectory;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.TaskRole;
import dev.inedobot.upgrade.plan.VolumeCopyName;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies what belongs to a whole backup beside the database into a volume of the bot's own, while
 * the product serves. The copier only reads what the product has: that is why it may run beside it.
 * A copy that is not in the record as whole is removed again.
 */
final class VolumeCopy {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Pattern RESULT = Pattern.compile("copied (\\d+) files, (\\d+) kB");

  /** A file that the product deletes meanwhile fails a copy, but not the second try. */
  private static final String SCRIPT =
      """
      set -e
      need=$(du -sk '%1$s' | cut -f1)
      set -- $(df -Pk '%2$s' | tail -n 1)
      if [ "$4" -le $((need + need / 10)) ]; then
        echo "no room for a copy: $need kB are to be copied, $4 kB are free"
        exit 1
      fi
      (while sleep 30; do echo "$(du -sk '%2$s' | cut -f1) of $need kB are copied"; done) &
      cp -a '%1$s/.' '%2$s/' || cp -a -u '%1$s/.' '%2$s/'
      sync
      echo "copied $(find '%2$s' -type f | wc -l | tr -d ' ') files, $(du -sk '%2$s' | cut -f1) kB"
      """
          .formatted(ContainerHost.Copy.SOURCE, ContainerHost.Copy.TARGET);

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

  private String copied(Run run, DataDirectory data) {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    String id =
        host.createCopy(
            new ContainerHost.Copy(
                new ContainerHost.Task(
                    plan.old().containerId(),
                    Tasks.name(run, TaskRole.COPY_DATA.id()),
                    plan.old().image().id(),
                    List.of("/bin/sh", "-c", SCRIPT),
                    run.upgrade().id(),
                    TaskRole.COPY_DATA.id()),
                data.path(),
                volume(run)));
    host.start(id);
    Report report = new Report(run, Step.BACK_UP, clock);
    String[] last = {"it said nothing"};
    String[] told = {""};
    OptionalInt code =
        host.awaitEnd(
            id,
            plan.settings().timing().databaseTimeout(),
            line -> {
              last[0] = line;
              told[0] = RESULT.matcher(line).matches() ? line : told[0];
              report.accept(line);
            });
    Matcher result = RESULT.matcher(told[0]);
    if (code.isEmpty() || code.getAsInt() != 0 || !result.matches()) {
      throw HostProblem.refused(
          "%s could not be copied (%s): %s."
              .formatted(
                  data.path(),
                  code.isEmpty() ? "it took too long" : "exit code " + code.getAsInt(),
                  last[0]));
    }
    run.log().write(Kind.VOLUME_COPIED, words(run));
    Tasks.find(run, TaskRole.COPY_DATA.id()).ifPresent(task -> host.discard(task.id()));
    return "%s files of %s, %s, are copied into %s. What was added there while it was copied may be missing in it; it stays until an approver has me delete it."
        .formatted(
            result.group(1),
            data.path(),
            Disk.words(Long.parseLong(result.group(2)) * 1024),
            words(run));
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

  private void remove(Run run) {
    for (ContainerFacts task : Tasks.find(run, TaskRole.COPY_DATA.id()).stream().toList()) {
      run.host().stop(task.id(), AT_ONCE);
      run.host().discard(task.id());
    }
    boolean whole =
        journal.events(run.upgrade().id()).stream()
            .anyMatch(event -> event.kind() == Kind.VOLUME_COPIED);
    if (!whole) {
      run.host().removeCopy(volume(run), run.upgrade().id());
    }
  }

  private static String volume(Run run) {
    return VolumeCopyName.of(run.plan(), run.upgrade().id());
  }

  private static String words(Run run) {
    return VolumeCopyName.words(run.plan(), run.upgrade().id());
  }
}

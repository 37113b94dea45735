package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.KeptPlace;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Keeps what a new version left of the database before a backup takes its place, until a person
 * deletes it. What is kept is in the record before anything is replaced; a copy that is not in the
 * record when its making was interrupted is made anew in its place, so that none is left that
 * nobody is told of.
 */
final class FailedData {
  static final String DATABASE = "/var/proget/database";
  private static final String SHELL = "/bin/sh";

  private final Journal journal;
  private final BackUp backUp;
  private final Clock clock;

  FailedData(Journal journal, Clock clock) {
    this.journal = journal;
    this.backUp = new BackUp(clock);
    this.clock = clock;
  }

  /** Throws {@link HostProblem} if it is plain before anything is stopped that it can't be kept. */
  void refuseImpossible(Run run) {
    Plan plan = run.plan();
    if (run.host().find(plan.old().containerId()).isEmpty()) {
      throw HostProblem.refused("The old container is gone: somebody removed it.");
    }
    boolean embedded = plan.database().kind() == DatabaseHome.Kind.EMBEDDED;
    if (embedded && !run.host().hasPath(plan.old().containerId(), SHELL)) {
      throw HostProblem.refused(
          "The image of %s has no %s, by which I would keep what the new version left."
              .formatted(plan.old().version().marketingForm(), SHELL));
    }
    if (embedded && !Backups.isDataKept(journal.events(run.upgrade().id()))) {
      String into = plan.database().directory();
      NextContainer.find(run)
          .filter(next -> next.state().canTouchData())
          .flatMap(next -> Room.look(run.host(), next.id(), DATABASE, into))
          .ifPresent(room -> room.refuseTooLittle("a copy of the failed state", into, 100));
    }
  }

  /** Keeps it, unless that was done for the choice that is being carried out. */
  void keep(Run run) throws StepFailed, InterruptedException {
    if (Backups.isDataKept(journal.events(run.upgrade().id()))) {
      return;
    }
    DatabaseHome home = run.plan().database();
    String name = KeptPlace.name(run.plan(), run.upgrade().id(), chosenAt(run).getEpochSecond());
    run.steps()
        .insist(
            Step.KEEP_DATA,
            "what the new version left of the database",
            () -> {
              String place =
                  home.kind() == DatabaseHome.Kind.EMBEDDED
                      ? copied(run, home.directory() + "/" + name)
                      : dumped(run, home, name);
              run.log().write(Kind.DATA_KEPT, place);
              return "it is in " + place;
            });
    run.log().awaitComplete();
  }

  /** One copy for each choice, however often what was chosen is begun again. */
  private Instant chosenAt(Run run) {
    return journal.events(run.upgrade().id()).stream()
        .filter(event -> event.kind() == Kind.CHOSEN)
        .reduce((first, second) -> second)
        .map(UpgradeEvent::at)
        .orElseGet(clock::instant);
  }

  private String dumped(Run run, DatabaseHome home, String name) {
    // An action may be repeated, and never writes to a file that is there.
    Backup dump =
        backUp.take(run, home, name + "-" + clock.instant().toEpochMilli(), Step.KEEP_DATA);
    String source = source(run, home.containerId(), dump.path());
    return new KeptPlace(dump.path(), home.containerName(), source).words();
  }

  /** The copy is there under its name as a whole, or not at all. */
  private static String copied(Run run, String aside) {
    String source = source(run, run.plan().old().containerId(), aside);
    perform(
        run,
        Tasks.KEEP_DATA,
        """
        set -e
        rm -rf '%1$s' '%1$s.part'
        need=$(du -sk '%2$s' | cut -f1)
        set -- $(df -Pk '%3$s' | tail -n 1)
        [ "$4" -gt "$need" ] || { echo "no room for a copy: $need kB are needed, $4 kB are free"; exit 1; }
        trap "rm -rf '%1$s.part'" EXIT
        cp -a '%2$s' '%1$s.part'
        sync
        mv '%1$s.part' '%1$s'
        """
            .formatted(aside, DATABASE, run.plan().database().directory()));
    return new KeptPlace(aside, run.plan().container(), source).words();
  }

  /** What tells later whether another container of that name has it too. */
  private static String source(Run run, String containerId, String path) {
    return run.host()
        .find(containerId)
        .flatMap(container -> container.ties().source(path))
        .orElse("");
  }

  /** Empties the directory of the embedded database. The record says where its copy is. */
  static void clear(Run run) {
    perform(
        run,
        Tasks.CLEAR_DATA,
        """
        set -e
        for each in '%1$s'/* '%1$s'/.[!.]* '%1$s'/..?*; do
          [ ! -e "$each" ] && [ ! -L "$each" ] || rm -rf "$each"
        done
        """
            .formatted(DATABASE));
  }

  /** Runs a script beside the stopped product, on its volumes. */
  private static void perform(Run run, String role, String script) {
    Tasks.removeAll(run);
    Plan plan = run.plan();
    ContainerHost host = run.host();
    String id =
        host.createTask(
            new ContainerHost.Task(
                plan.old().containerId(),
                Tasks.name(run, role),
                plan.old().image().id(),
                List.of(SHELL, "-c", script),
                run.upgrade().id(),
                role));
    Hidden hidden = Hidden.of(host, id);
    host.start(id);
    String[] last = {"it said nothing"};
    OptionalInt code =
        host.awaitEnd(id, plan.settings().timing().databaseTimeout(), line -> last[0] = line);
    if (code.isEmpty() || code.getAsInt() != 0) {
      throw HostProblem.refused(
          "What was to be done with the data (%s) did not end well: %s."
              .formatted(role, hidden.in(last[0])));
    }
    Tasks.removeAll(run);
  }
}

package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.KeptPlace;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.VolumeCopyName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes what is kept of an upgrade once an approver says so, and says that it is gone when it has
 * looked. What is in the record as discarded is gone; all else can be begun again, also after a
 * kill in the middle. Safe for several threads.
 */
final class Discard {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Journal journal;
  private final Hosts hosts;
  private final Clock clock;
  private final Set<UpgradeId> underWay = ConcurrentHashMap.newKeySet();

  Discard(Journal journal, Hosts hosts, Clock clock) {
    this.journal = journal;
    this.hosts = hosts;
    this.clock = clock;
  }

  /** Records who wants it, after which {@link #perform} is to follow; or why it is not begun. */
  Optional<String> begin(UpgradeId id, Actor who) {
    if (!underWay.add(id)) {
      return Optional.of("I am deleting it already.");
    }
    boolean begun = false;
    try {
      List<String> places = Backups.allKept(journal.events(id));
      if (places.isEmpty()) {
        return Optional.of("Nothing is kept any more: it was deleted already.");
      }
      Optional<Upgrade> active =
          journal.find(id).flatMap(upgrade -> journal.activeFor(upgrade.instance()));
      if (active.isPresent()) {
        return Optional.of(
            "Upgrade %s of %s is under way; click again once it has ended."
                .formatted(active.get().id(), active.get().instance()));
      }
      journal.add(
          id,
          UpgradeEvent.of(clock.instant(), Kind.DISCARD_ASKED, who, String.join(" and ", places)));
      begun = true;
      return Optional.empty();
    } finally {
      if (!begun) {
        underWay.remove(id);
      }
    }
  }

  /**
   * Says of what was being deleted when the bot ended that it has to be asked for again. Called
   * once, after the start.
   */
  void takeUp() {
    for (Upgrade upgrade :
        journal.in(Set.of(UpgradeState.SUCCEEDED, UpgradeState.FAILED, UpgradeState.ROLLED_BACK))) {
      UpgradeId id = upgrade.id();
      if (!Backups.unansweredDiscards(journal.events(id)).isEmpty() && underWay.add(id)) {
        try {
          for (String place : Backups.unansweredDiscards(journal.events(id))) {
            write(
                id,
                Kind.DISCARD_FAILED,
                place
                    + ". I was stopped meanwhile, and don't know whether it is gone. Click again, or delete it by hand.");
          }
        } finally {
          underWay.remove(id);
        }
      }
    }
  }

  /** Deletes one thing after the other; one that can't be deleted keeps no other from it. */
  void perform(UpgradeId id) throws InterruptedException {
    try {
      Plan plan = journal.plan(id);
      for (String place : Backups.allKept(journal.events(id))) {
        try {
          delete(plan, id, place);
          write(id, Kind.KEPT_DISCARDED, place);
        } catch (HostProblem problem) {
          Steps.stopIfTold();
          write(
              id,
              Kind.DISCARD_FAILED,
              "%s. %s It stays until it is deleted: click again, or delete it by hand."
                  .formatted(place, problem.getMessage()));
        }
      }
    } finally {
      underWay.remove(id);
    }
  }

  private void write(UpgradeId id, Kind kind, String text) {
    journal.add(id, UpgradeEvent.of(clock.instant(), kind, Actor.BOT, text));
  }

  private void delete(Plan plan, UpgradeId id, String place) {
    Optional<String> copy = VolumeCopyName.parse(plan, id, place);
    if (copy.isPresent()) {
      hosts.get(plan.settings().host()).removeCopy(copy.get(), id);
      return;
    }
    KeptPlace kept =
        KeptPlace.parse(plan, id, place)
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "That is no name that I give to what I keep, so I delete nothing."));
    ContainerHost host = hosts.get(plan.settings().host());
    ContainerFacts container = container(host, plan, kept);
    if (!host.hasPath(container.id(), kept.path())) {
      kept.doubt(container, plan, id)
          .ifPresent(
              why -> {
                throw HostProblem.refused("I found nothing there. " + why);
              });
      return;
    }
    String said = remove(host, container, kept.path());
    if (host.hasPath(container.id(), kept.path())) {
      throw HostProblem.refused("It is still there after `rm -rf`. " + said);
    }
  }

  /**
   * The running container that has it: one beside it would be a second one on the same data. One
   * without the volume would have nothing there either, which proves nothing.
   */
  private static ContainerFacts container(ContainerHost host, Plan plan, KeptPlace kept) {
    DatabaseHome home = plan.database();
    String name =
        home.kind() == DatabaseHome.Kind.EMBEDDED ? plan.container() : home.containerName();
    ContainerFacts container =
        host.find(name)
            .filter(found -> found.state().serves())
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "The container %s, in which I would delete it, does not run."
                            .formatted(name)));
    boolean mounted =
        container.mountTargets().stream()
            .anyMatch(
                target -> kept.path().startsWith(target.endsWith("/") ? target : target + "/"));
    if (!mounted && !container.id().equals(home.containerId())) {
      throw HostProblem.refused(
          "The container %s has no volume any more where it was kept.".formatted(name));
    }
    return container;
  }

  /** What the program said, or why it is not known what became of it: a look tells. */
  private static String remove(ContainerHost host, ContainerFacts container, String path) {
    String[] last = {""};
    try {
      Hidden hidden = Hidden.of(host, container);
      int code =
          host.exec(
              container.id(),
              new ContainerHost.Execution(List.of("rm", "-rf", "--", path), Map.of(), LONGEST),
              line -> last[0] = hidden.in(line));
      return "It ended with exit code %d: %s".formatted(code, last[0]);
    } catch (HostProblem unknown) {
      return String.valueOf(unknown.getMessage());
    }
  }
}

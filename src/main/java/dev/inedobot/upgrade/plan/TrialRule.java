package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.HealthReading.Verdict;
import dev.inedobot.product.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a backup has to prove: restored into a container apart from everything, of the version that
 * it was taken of, it makes a product that is healthy.
 */
public final class TrialRule {
  /** Where ProGet's embedded database is (facts: Inedo docs, Docker installation). */
  public static final String DATABASE = "/var/proget/database";

  /** What nothing excuses, as a field or in words. */
  private static final String OF_THE_DATA = "database";

  /**
   * The licence, as a field or in words, and replication are asked of the machine and the network,
   * which say nothing of a backup.
   */
  private static final List<String> NOT_OF_THE_DATA = List.of("license", "replicationstatus");

  private static final long LEAST_ROOM = 1L << 30;

  private TrialRule() {}

  /** Why backups can't be proven although they have to be; empty if they can, or need not. */
  static Optional<Refusal> refuse(
      InstanceSettings settings, ContainerFacts container, DatabaseHome database) {
    if (!settings.backup().prove()) {
      return Optional.empty();
    }
    if (database.kind() != DatabaseHome.Kind.EMBEDDED) {
      return Optional.of(
          new Refusal(
              "`prove-backup` is set for %s, and I can prove backups of ProGet's embedded database only. %s"
                  .formatted(settings.name(), database.note())
                  .strip(),
              "Mend that, or take `prove-backup` of %s out of the configuration, then ask again."
                  .formatted(settings.name())));
    }
    if (inside(container).isEmpty()) {
      return Optional.of(
          new Refusal(
              "`prove-backup` is set for %s, which listens by HTTPS only, or only at a particular address (ASPNETCORE_URLS): I could not ask a copy of it within its container."
                  .formatted(settings.name()),
              "Add one such as http://*:80 to ASPNETCORE_URLS, or take `prove-backup` of %s out of the configuration, then ask again."
                  .formatted(settings.name())));
    }
    return Optional.empty();
  }

  /** Where a copy of a ProGet is asked from within its own container. */
  public static Optional<HealthAddress> inside(ContainerFacts container) {
    return HealthAddress.inside(Product.PROGET, container.environment());
  }

  /**
   * The paths whose mounts a copy may read: the backup, and the files that variables name, such as
   * the encryption key's.
   */
  public static List<String> readable(ContainerFacts container, String backup) {
    List<String> paths = new ArrayList<>(container.environment().paths());
    paths.add(backup);
    return List.copyOf(paths);
  }

  private static boolean isDueToBeingApart(String problem) {
    String lower = problem.toLowerCase(Locale.ROOT);
    return !lower.contains(OF_THE_DATA) && NOT_OF_THE_DATA.stream().anyMatch(lower::contains);
  }

  /** Which of the product's own problems a copy may have as well: none of its database. */
  public static List<String> excused(List<String> before) {
    return before.stream()
        .filter(problem -> !problem.toLowerCase(Locale.ROOT).contains(OF_THE_DATA))
        .toList();
  }

  /**
   * Why a copy does not hold what the backup does; empty if it may. Sizes are of dumps, in bytes,
   * and differ a little each time.
   *
   * @param empty of the database that the copy had before the restore
   * @param copy of the copy's database after it
   */
  public static Optional<String> missing(long backup, long empty, long copy) {
    boolean small = copy < backup / 10 * 8;
    boolean stillEmpty = backup > empty / 100 * 105 && copy < empty + (backup - empty) / 2;
    return small || stillEmpty
        ? Optional.of(
            "What was restored does not hold what the backup does: a dump of it is %s, the backup is %s, and a dump of the empty database before the restore was %s."
                .formatted(Disk.words(copy), Disk.words(backup), Disk.words(empty)))
        : Optional.empty();
  }

  /**
   * Why a copy is not begun: a restore needs room to work in, and the product may write on the same
   * disk and must not be the one that finds it full.
   *
   * @param live bytes that the product's database takes up
   * @param free bytes that are free where the copy's is
   */
  public static Optional<String> tooLittle(long live, long free) {
    long least = Math.max(LEAST_ROOM, live / 2 * 3);
    return free >= least
        ? Optional.empty()
        : Optional.of(
            "There is too little room for a copy: the database takes up %s, and where the copy's would be (the engine's volumes) %s are free; at least %s must be, or the disk could fill up under the product. Make room there."
                .formatted(Disk.words(live), Disk.words(free), Disk.words(least)));
  }

  /** What a copy says of itself, without what is due to its being apart. */
  public static HealthReading judged(HealthReading reading) {
    List<String> problems =
        reading.problems().stream().filter(each -> !isDueToBeingApart(each)).toList();
    if (problems.size() == reading.problems().size()) {
      return reading;
    }
    return problems.isEmpty()
        ? new HealthReading(Verdict.HEALTHY, reading.reported(), List.of(), "healthy")
        : new HealthReading(
            Verdict.PROBLEM, reading.reported(), problems, String.join("; ", problems));
  }
}

package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.HealthReading.Verdict;
import dev.inedobot.product.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a backup has to prove: restored into a container apart from everything, of the version that
 * it was taken of, it makes a product that is healthy.
 */
public final class TrialRule {
  /** Where ProGet's embedded database is (facts: Inedo docs, Docker installation). */
  public static final String DATABASE = "/var/proget/database";

  /** The licence is asked of the machine and the network, which say nothing of a backup. */
  private static final String NOT_OF_THE_DATA = "licenseStatus";

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
              "`prove-backup` is set for %s, which listens by HTTPS only (ASPNETCORE_URLS): I could not ask a copy of it within its container."
                  .formatted(settings.name()),
              "Add an http:// address to ASPNETCORE_URLS, or take `prove-backup` of %s out of the configuration, then ask again."
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

  /** What a copy says of itself, without what is due to its being apart. */
  public static HealthReading judged(HealthReading reading) {
    List<String> problems =
        reading.problems().stream().filter(each -> !each.startsWith(NOT_OF_THE_DATA)).toList();
    if (problems.size() == reading.problems().size()) {
      return reading;
    }
    return problems.isEmpty()
        ? new HealthReading(Verdict.HEALTHY, reading.reported(), List.of(), "healthy")
        : new HealthReading(
            Verdict.PROBLEM, reading.reported(), problems, String.join("; ", problems));
  }
}

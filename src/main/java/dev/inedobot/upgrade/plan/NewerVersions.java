package dev.inedobot.upgrade.plan;

import dev.inedobot.image.Tag;
import dev.inedobot.product.Product;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.ReleaseLine;
import dev.inedobot.product.UpgradePath;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The releases of a registry that are newer than what runs.
 *
 * @param majors by release line, the newest first; none without a release
 * @param preReleases how many newer pre-releases are left out: they are installed only when asked
 *     for by their full name
 */
public record NewerVersions(List<Major> majors, int preReleases) {
  public NewerVersions {
    majors = List.copyOf(majors);
  }

  /**
   * The newer releases of one release line.
   *
   * @param kind how far they are from what runs
   * @param path whether Inedo allows going there from what runs
   * @param wayBack what Inedo says of going back from there to what runs
   * @param versions the newest first, at least one
   */
  public record Major(
      ReleaseLine line,
      ReleaseKind kind,
      UpgradePath path,
      WayBack wayBack,
      List<Version> versions) {
    public Major {
      versions = List.copyOf(versions);
    }

    public Version newest() {
      return versions.get(0);
    }

    /** Whether it can be reached without another version in between. */
    public boolean isReachable() {
      return path instanceof UpgradePath.Allowed;
    }
  }

  /** Sorts what a registry offers. Floating tags, and what is no version at all, are left out. */
  public static NewerVersions than(Version running, Product product, Collection<Tag> tags) {
    Map<ReleaseLine, TreeSet<Version>> byLine = new TreeMap<>(Comparator.reverseOrder());
    TreeSet<Version> preReleases = new TreeSet<>();
    for (Version version : versions(tags)) {
      boolean newer = version.compareTo(running) > 0 && !version.sameRelease(running);
      if (newer && version.isPreRelease()) {
        preReleases.add(version);
      } else if (newer) {
        byLine.computeIfAbsent(version.line(), line -> new TreeSet<>()).add(version);
      }
    }
    List<Major> majors = new ArrayList<>();
    byLine.forEach((line, versions) -> majors.add(major(running, product, line, versions)));
    return new NewerVersions(majors, preReleases.size());
  }

  /**
   * The versions that tags name, in order; one that stands there with and without a build, once.
   */
  static List<Version> versions(Collection<Tag> tags) {
    TreeSet<Version> all = new TreeSet<>();
    for (Tag tag : tags) {
      if (!Version.isFloatingTag(tag.value())) {
        Version.tryParse(tag.value()).ifPresent(all::add);
      }
    }
    List<Version> once = new ArrayList<>();
    for (Version version : all) {
      boolean again =
          !once.isEmpty()
              && once.get(once.size() - 1).build() < 0
              && once.get(once.size() - 1).sameRelease(version);
      if (!again) {
        once.add(version);
      }
    }
    return once;
  }

  private static Major major(
      Version running, Product product, ReleaseLine line, TreeSet<Version> versions) {
    Version newest = versions.last();
    return new Major(
        line,
        ReleaseKind.between(running, newest),
        UpgradePath.find(product, running, newest),
        WayBack.find(product, newest, running),
        new ArrayList<>(versions.descendingSet()));
  }

  /** The newest release of the line that runs. */
  public Optional<Version> newestMaintenance() {
    return majors.stream()
        .filter(major -> major.kind() == ReleaseKind.MAINTENANCE)
        .map(Major::newest)
        .findFirst();
  }

  /** The newest release of the newest other line that can be reached directly. */
  public Optional<Version> newestMajor() {
    return majors.stream()
        .filter(major -> major.kind() == ReleaseKind.MAJOR && major.isReachable())
        .map(Major::newest)
        .findFirst();
  }
}

package dev.inedobot.upgrade.plan;

import dev.inedobot.image.Tag;
import dev.inedobot.product.Version;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which versions a registry has around one that it does not have. */
public final class NearbyVersions {
  private static final int BELOW = 2;
  private static final int ABOVE = 3;

  private NearbyVersions() {}

  /** The nearest releases below and above, in order; without pre-releases and floating tags. */
  public static List<Version> around(Collection<Tag> tags, Version missing) {
    TreeSet<Version> versions =
        NewerVersions.versions(tags).stream()
            .filter(version -> !version.isPreRelease())
            .collect(Collectors.toCollection(TreeSet::new));
    List<Version> below =
        versions.headSet(missing, false).descendingSet().stream().limit(BELOW).sorted().toList();
    Stream<Version> above = versions.tailSet(missing, false).stream().limit(ABOVE);
    return Stream.concat(below.stream(), above).toList();
  }

  /** The same as a sentence. */
  public static String sentence(Collection<Tag> tags, Version missing) {
    List<Version> near = around(tags, missing);
    if (near.isEmpty()) {
      return "The registry lists no released version at all there.";
    }
    return "The nearest that do: "
        + near.stream().map(Version::marketingForm).collect(Collectors.joining(", "))
        + ".";
  }
}

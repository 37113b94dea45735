package dev.inedobot.demo.standin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of the tags that there are. */
public final class StandInTags {
  private StandInTags() {}

  /** The releases that behave, oldest first. */
  private static List<String> releases(StandInProduct product) {
    return switch (product) {
      case PROGET ->
          List.of("23.0.9", "23.0.27", "24.0.4", "24.0.5", "25.0.12", "25.0.13", "26.0.12");
      case BUILDMASTER -> List.of("23.0.9", "23.0.10", "24.0.3", "24.0.4", "25.0.1", "25.0.2");
      case OTTER -> List.of("23.0.3", "24.0.1", "24.0.2", "25.0.1");
    };
  }

  private static String preRelease(StandInProduct product) {
    return switch (product) {
      case PROGET -> "24.0.6-ci.1";
      case BUILDMASTER -> "24.0.5-ci.1";
      case OTTER -> "24.0.3-ci.1";
    };
  }

  /**
   * Every product's releases that behave, a pre-release, and the floating tags: {@code 24} and its
   * like at the newest release of a major, {@code latest} at the newest of all.
   */
  public static List<StandInTag> good() {
    return ofEach(StandInTags::good);
  }

  private static List<StandInTag> good(StandInProduct product) {
    List<StandInTag> tags = new ArrayList<>();
    Map<String, StandInTag> floating = new LinkedHashMap<>();
    for (String release : releases(product)) {
      StandInTag tag = StandInTag.of(product, release);
      tags.add(tag);
      for (String name : List.of(Integer.toString(tag.version().major()), "latest")) {
        floating.put(name, tag.as(name));
      }
    }
    tags.add(StandInTag.of(product, preRelease(product)));
    tags.addAll(floating.values());
    return tags;
  }

  /** Every product's releases that misbehave: each {@link Misbehaviour} in each of its majors. */
  public static List<StandInTag> misbehaving() {
    return ofEach(StandInTags::misbehaving);
  }

  private static List<StandInTag> misbehaving(StandInProduct product) {
    return releases(product).stream()
        .map(release -> StandInVersion.parse(release).major())
        .distinct()
        .flatMap(
            major ->
                Arrays.stream(Misbehaviour.values())
                    .map(misbehaviour -> StandInTag.of(product, major, misbehaviour)))
        .toList();
  }

  /** All of them. */
  public static List<StandInTag> all() {
    return Stream.concat(good().stream(), misbehaving().stream()).toList();
  }

  private static List<StandInTag> ofEach(Function<StandInProduct, List<StandInTag>> tags) {
    return Arrays.stream(StandInProduct.values())
        .flatMap(product -> tags.apply(product).stream())
        .toList();
  }
}

package dev.inedobot.demo.standin;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of a stand-in in release form, {@code 24.0.5} or {@code 24.0.6-ci.1}.
 *
 * @param major the year without the century, also the number of the database's schema
 * @param patch the third number
 * @param preRelease what follows the hyphen, empty for a proper release
 */
public record StandInVersion(int major, int patch, String preRelease) {
  private static final Pattern FORM =
      Pattern.compile("(2[0-9])\\.0\\.([0-9]{1,4})(?:-([a-z0-9.]+))?");

  /** Builds that were seen in public; any other release is called build 1. */
  private static final Map<String, Integer> BUILDS = Map.of("23.0.27", 5, "26.0.12", 24);

  static StandInVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Not a version of a stand-in: '" + text + "'; it looks like 24.0.5 or 24.0.6-ci.1.");
    }
    String preRelease = matcher.group(3);
    return new StandInVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        preRelease == null ? "" : preRelease);
  }

  /** As health's {@code releaseNumber} has it: {@code 24.0.5}. */
  String releaseNumber() {
    return major + ".0." + patch;
  }

  /** As health's {@code versionNumber} has it: {@code 2024.5 (Build 1)}. */
  String versionNumber() {
    return "20" + major + "." + patch + " (Build " + build() + ")";
  }

  /** As the header {@code X-ProGet-Version} has it: {@code 24.0.5.1}. */
  String fourParts() {
    return releaseNumber() + "." + build();
  }

  private int build() {
    return BUILDS.getOrDefault(releaseNumber(), 1);
  }

  /** The image tag. */
  @Override
  public String toString() {
    return releaseNumber() + (preRelease.isEmpty() ? "" : "-" + preRelease);
  }
}

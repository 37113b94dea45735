package dev.inedobot.demo.standin;

import java.util.Optional;

/**
 * A tag in a stand-in's repository and the release that it points at.
 *
 * @param product whose
 * @param name the tag: the release's own, {@code 24.0.5}, or a floating one, {@code 24}
 * @param version the release
 */
public record StandInTag(StandInProduct product, String name, StandInVersion version) {

  /**
   * The tag of a release.
   *
   * @param release such as {@code 24.0.5} or {@code 24.0.6-ci.1}, years 2020 to 2029
   * @throws IllegalArgumentException if it is none
   */
  public static StandInTag of(StandInProduct product, String release) {
    return new StandInTag(product, release, StandInVersion.parse(release));
  }

  /** The tag of the release of that major that is kept for a misbehaviour. */
  public static StandInTag of(StandInProduct product, int major, Misbehaviour misbehaviour) {
    return of(product, major + ".0." + misbehaviour.patch());
  }

  /** The same release under another name, such as {@code latest}. */
  StandInTag as(String floating) {
    return new StandInTag(product, floating, version);
  }

  /** What it does on purpose, if anything. */
  public Optional<Misbehaviour> misbehaviour() {
    return Misbehaviour.of(version);
  }

  /** The release, also for a floating tag: {@code 24.0.5}. */
  public String release() {
    return version.toString();
  }

  /** {@code proget:24.0.5}. */
  @Override
  public String toString() {
    return product.id() + ":" + name;
  }
}

package dev.inedobot.demo.standin;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a stand-in's release does on purpose. The patch number says which: {@code 24.0.91} and
 * {@code 26.0.91} both crash, for every product.
 */
public enum Misbehaviour {
  /** Answers 500 with a text to everything, for ever, and never tells its version. */
  NEVER_HEALTHY(90),
  /**
   * Exits with 1 a second after each start, before it answers anything. An older database counts as
   * half upgraded by then.
   */
  CRASH_LOOP(91),
  /** Healthy, but tells the version of patch 1 of its major. */
  WRONG_VERSION(92),
  /** Goes on when it gets TERM, and INT, until it is killed. */
  IGNORES_TERM(93),
  /** Won't start on the next major's database schema either, so that there is no way back to it. */
  REFUSES_NEXT_SCHEMA(94),
  /**
   * Tells its version and an error: {@code serviceStatus} is {@code Error} for ever. Otter has
   * nothing to tell it by.
   */
  UNWELL(95),
  /** Healthy with the right version for three seconds after each start, then exits with 1. */
  DIES_LATER(96),
  /** Behaves; its image has a HEALTHCHECK that passes. */
  HEALTHCHECK_PASSES(97),
  /** Answers as if healthy; its image has a HEALTHCHECK that fails. */
  HEALTHCHECK_FAILS(98),
  /**
   * Behaves; its image declares a volume for {@code /var/<product>/extensions}, with a file in it.
   */
  DECLARES_VOLUME(99);

  private final int patch;

  Misbehaviour(int patch) {
    this.patch = patch;
  }

  /** The patch number that is kept for it. */
  public int patch() {
    return patch;
  }

  static Optional<Misbehaviour> of(StandInVersion version) {
    return Arrays.stream(values()).filter(each -> each.patch == version.patch()).findFirst();
  }
}

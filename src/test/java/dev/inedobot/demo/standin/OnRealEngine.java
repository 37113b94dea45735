package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.PROGET;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * What the live tests of the stand-ins share: an engine, and nothing left on it after each test.
 */
abstract class OnRealEngine {
  @SuppressWarnings("NullAway.Init")
  static StandInEngine engine;

  @BeforeAll
  static void come() {
    engine = new StandInEngine();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  /** A ProGet of that release, to be described and started. */
  static StandInEngine.Description of(String proget) {
    return engine.of(StandInTag.of(PROGET, proget));
  }
}

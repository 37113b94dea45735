package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.PROGET;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * What the live tests of the stand-ins have: an engine for each class, and nothing left on it after
 * each test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnRealEngine {
  @SuppressWarnings("NullAway.Init")
  StandInEngine engine;

  @BeforeAll
  void come() {
    engine = new StandInEngine();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  void leave() {
    engine.close();
  }

  /** A ProGet of that release, to be described and started. */
  StandInEngine.Description of(String proget) {
    return engine.of(StandInTag.of(PROGET, proget));
  }
}

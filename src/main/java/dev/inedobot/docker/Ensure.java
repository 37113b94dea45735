package dev.inedobot.docker;

import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.Pauses;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes something true on an engine: looks, does what is missing, and looks again. An answer to the
 * doing is never believed by itself, because a time-out, a lost answer or an odd status says
 * nothing about what happened.
 */
final class Ensure {
  private static final int TRIES = 4;

  /** How often to hear a refusal before it is believed. */
  static final int REFUSALS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How often to look after what the engine is at already: for about two minutes. */
  private static final int LOOKS = 25;

  private final EngineAddress engine;
  private final Pauses pauses;

  Ensure(EngineAddress engine, Pauses pauses) {
    this.engine = engine;
    this.pauses = pauses;
  }

  /**
   * @param what what is tried, on what, as in “stop the container proget”
   * @param look what was to be found, or empty while it is not there
   * @param effect what makes it be there; may be repeated
   */
  <T> T that(String what, Supplier<Optional<T>> look, Runnable effect) {
    EngineFailure last = null;
    Duration pause = FIRST_PAUSE;
    int refusals = 0;
    int limit = TRIES;
    for (int tries = 0; tries < limit && refusals < REFUSALS; tries++) {
      if (tries > 0) {
        rest(what, pause);
        pause = longer(pause);
      }
      try {
        Optional<T> there = look.get();
        if (there.isPresent()) {
          return there.get();
        }
        last = attempt(effect);
        there = look.get();
        if (there.isPresent()) {
          return there.get();
        }
      } catch (EngineFailure failure) {
        last = failure;
      }
      refusals += last != null && last.isFinal() ? 1 : 0;
      limit = last != null && last.isInProgress() ? LOOKS : limit;
    }
    throw problem(what, last);
  }

  static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private static @Nullable EngineFailure attempt(Runnable effect) {
    try {
      effect.run();
      return null;
    } catch (EngineFailure failure) {
      return failure;
    }
  }

  /** Asks for something that changes nothing; a silent or refusing engine is asked again. */
  <T> T answer(String what, Supplier<T> question) {
    return answer(what, Deadline.in(Duration.ZERO), question);
  }

  /** The same, of an engine that may be away for long: asked at least as often, and until then. */
  <T> T answer(String what, Deadline deadline, Supplier<T> question) {
    EngineFailure last = null;
    Duration pause = FIRST_PAUSE;
    int refusals = 0;
    for (int tries = 0; (tries < TRIES || !deadline.isOver()) && refusals < REFUSALS; tries++) {
      if (tries > 0) {
        rest(what, pause);
        pause = longer(pause);
      }
      try {
        return question.get();
      } catch (EngineFailure failure) {
        last = failure;
        refusals += failure.isFinal() ? 1 : 0;
      }
    }
    throw problem(what, last);
  }

  private HostProblem problem(String what, @Nullable EngineFailure last) {
    if (last == null) {
      return HostProblem.refused(
          "Tried to %s: the engine said yes, and it did not happen.".formatted(what));
    }
    String message =
        "Tried to %s, but that failed: %s."
            .formatted(what, String.valueOf(last.getMessage()).replaceFirst("[.\\s]+$", ""));
    if (last.isSilence()) {
      return HostProblem.unreachable(
          message + " Is the engine at %s running, and may the bot use it?".formatted(engine.uri()),
          last);
    }
    if (last.isAway()) {
      return HostProblem.unreachable(message, last);
    }
    return last.isItsOwnError()
        ? HostProblem.failing(message, last)
        : HostProblem.refused(message, last);
  }

  /** Waits; throws {@link HostProblem} when the bot is told to stop. */
  void rest(String what, Duration pause) {
    try {
      pauses.pause(pause);
    } catch (InterruptedException stopping) {
      throw interrupted(what, stopping);
    }
  }

  static HostProblem interrupted(String what, InterruptedException stopping) {
    Thread.currentThread().interrupt();
    return HostProblem.unreachable("Interrupted while trying to " + what + ".", stopping);
  }
}

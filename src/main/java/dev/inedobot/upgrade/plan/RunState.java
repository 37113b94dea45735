package dev.inedobot.upgrade.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a container's process does right now, as {@code docker inspect} tells it.
 *
 * @param running whether the process runs; also true between two restarts in a loop
 * @param restarting whether the engine is about to start it again
 * @param paused whether it is frozen
 * @param exitCode of the last end; 0 while it runs
 * @param oomKilled whether the kernel ended it for want of memory
 * @param startedAt the last start, or null if it was never started
 * @param restartCount how often the engine started it again by itself
 * @param imageHealth what the HEALTHCHECK of the image says, in Docker's words ({@code healthy},
 *     {@code unhealthy}), or null if it has none
 */
public record RunState(
    boolean running,
    boolean restarting,
    boolean paused,
    int exitCode,
    boolean oomKilled,
    @Nullable Instant startedAt,
    int restartCount,
    @Nullable String imageHealth) {

  public boolean wasStarted() {
    return startedAt != null;
  }

  /** Whether the process serves: it runs, and is not between two starts. */
  public boolean serves() {
    return running && !restarting && !paused;
  }

  /** Whether the process can still write to its data, now or by an automatic restart. */
  public boolean canTouchData() {
    return running || restarting || paused;
  }

  /** For people: {@code running}, {@code exited with code 1}, … */
  public String words() {
    if (restarting) {
      return "restarting after exit code " + exitCode;
    }
    if (paused) {
      return "paused";
    }
    if (running) {
      return "running";
    }
    if (!wasStarted()) {
      return "created, never started";
    }
    return "exited with code " + exitCode + (oomKilled ? " (out of memory)" : "");
  }
}

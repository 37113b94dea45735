package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One look at a container that has to prove itself.
 *
 * @param state what its process does, or null if the container is gone
 * @param reading what it answered, or null if nothing answered
 * @param startPeriod how long the image's own health check gives it to start; zero if there is none
 */
public record GateSample(
    @Nullable RunState state, @Nullable HealthReading reading, Duration startPeriod) {

  /** Of one whose image says nothing about how long a start takes. */
  public GateSample(@Nullable RunState state, @Nullable HealthReading reading) {
    this(state, reading, Duration.ZERO);
  }
}

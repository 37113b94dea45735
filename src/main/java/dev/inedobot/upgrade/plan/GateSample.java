package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import org.jspecify.annotations.Nullable;

/**
 * One look at a container that has to prove itself.
 *
 * @param state what its process does, or null if the container is gone
 * @param reading what it answered, or null if nothing answered
 */
public record GateSample(@Nullable RunState state, @Nullable HealthReading reading) {}

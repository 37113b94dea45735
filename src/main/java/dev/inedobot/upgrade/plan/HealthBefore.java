package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;

/** How the product was before the upgrade, and where it said so. */
public record HealthBefore(HealthAddress address, HealthReading reading) {}

/**
 * Carries upgrades out: takes requests and decisions, runs the steps, goes back, and picks up what
 * a restart interrupted. Knows containers, registries and the record only through the ports here.
 */
@NullMarked
package dev.inedobot.upgrade.run;

import org.jspecify.annotations.NullMarked;

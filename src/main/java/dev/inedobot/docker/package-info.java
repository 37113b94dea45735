/**
 * Drives a Docker engine through docker-java. What a replacement is configured with is computed
 * from the engine's own JSON, so that no setting is lost that a typed model doesn't know.
 */
@NullMarked
package dev.inedobot.docker;

import org.jspecify.annotations.NullMarked;

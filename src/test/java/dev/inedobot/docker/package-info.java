/** Holds the engine's adapter to its promises, on a real engine. */
@NullMarked
package dev.inedobot.docker;

import org.jspecify.annotations.NullMarked;

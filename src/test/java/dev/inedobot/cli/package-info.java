/** The whole bot over signed HTTP, on a real engine, a real registry and a real database. */
@NullMarked
package dev.inedobot.cli;

import org.jspecify.annotations.NullMarked;

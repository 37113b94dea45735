/** What {@code bin/bench} measures; not part of the test suite. */
@NullMarked
package dev.inedobot.bench;

import org.jspecify.annotations.NullMarked;

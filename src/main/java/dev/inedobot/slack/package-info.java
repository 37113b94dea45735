/** Slack: Bolt's wiring, who people are, and what is answered to whom. */
@NullMarked
package dev.inedobot.slack;

import org.jspecify.annotations.NullMarked;

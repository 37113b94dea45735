/**
 * Lets each single call to the engine fail, one a run, and sees what the bot makes of it on a real
 * engine: the whole of it is {@code bin/chaos}, a sample runs with the tests.
 */
@NullMarked
package dev.inedobot.chaos;

import org.jspecify.annotations.NullMarked;

/**
 * The demo: stand-in products on a real engine, upgraded by the bot in a workspace of its own. It
 * touches nothing on the engine that it didn't make.
 */
@NullMarked
package dev.inedobot.demo;

import org.jspecify.annotations.NullMarked;

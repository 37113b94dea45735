/** Reads what people type after {@code /inedo}. Pure. */
@NullMarked
package dev.inedobot.slack.command;

import org.jspecify.annotations.NullMarked;

/**
 * Writes an upgrade's messages to Slack: one writer for each upgrade, the newest state wins, and
 * the end is never lost.
 */
@NullMarked
package dev.inedobot.slack.announce;

import org.jspecify.annotations.NullMarked;

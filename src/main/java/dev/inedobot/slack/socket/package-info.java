/** Socket Mode: connections that the bot opens to Slack, and what comes by them. */
@NullMarked
package dev.inedobot.slack.socket;

import org.jspecify.annotations.NullMarked;

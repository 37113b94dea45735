/** Turns what the bot knows into Slack messages within Slack's limits. Pure. */
@NullMarked
package dev.inedobot.slack.view;

import org.jspecify.annotations.NullMarked;

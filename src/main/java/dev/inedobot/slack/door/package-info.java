/** Lets in what Slack sent, and nothing else, before anything is parsed. */
@NullMarked
package dev.inedobot.slack.door;

import org.jspecify.annotations.NullMarked;

/** The record on disk: the journal and what is posted in Slack, over SQL. */
@NullMarked
package dev.inedobot.store;

import org.jspecify.annotations.NullMarked;

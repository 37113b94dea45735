/** The record as other programs read it: one entry for each event, written as CSV or JSON. */
@NullMarked
package dev.inedobot.audit;

import org.jspecify.annotations.NullMarked;

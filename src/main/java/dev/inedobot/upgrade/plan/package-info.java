/**
 * Decides, without I/O: what is an instance, where to ask for its health, what an upgrade will do
 * or why it can't, and what follows from a health gate's verdict.
 */
@NullMarked
package dev.inedobot.upgrade.plan;

import org.jspecify.annotations.NullMarked;

/** The life of an upgrade: its states, who may move it on, and what was recorded about it. Pure. */
@NullMarked
package dev.inedobot.upgrade;

import org.jspecify.annotations.NullMarked;

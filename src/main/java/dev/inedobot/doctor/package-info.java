/** What can be wrong with an installation, as findings, each with its fix. */
@NullMarked
package dev.inedobot.doctor;

import org.jspecify.annotations.NullMarked;

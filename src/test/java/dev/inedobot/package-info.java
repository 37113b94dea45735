/** Tests of what holds for the project as a whole. */
@NullMarked
package dev.inedobot;

import org.jspecify.annotations.NullMarked;

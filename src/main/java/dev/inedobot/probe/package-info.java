/** Asks products for their health over HTTP. */
@NullMarked
package dev.inedobot.probe;

import org.jspecify.annotations.NullMarked;

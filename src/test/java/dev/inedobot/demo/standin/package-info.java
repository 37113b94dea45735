/** Holds the stand-in products to what Inedo documents. */
@NullMarked
package dev.inedobot.demo.standin;

import org.jspecify.annotations.NullMarked;

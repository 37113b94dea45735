@NullMarked
package dev.inedobot.product;

import org.jspecify.annotations.NullMarked;

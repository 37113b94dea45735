@NullMarked
package dev.inedobot.image;

import org.jspecify.annotations.NullMarked;

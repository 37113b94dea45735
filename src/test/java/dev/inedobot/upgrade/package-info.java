@NullMarked
package dev.inedobot.upgrade;

import org.jspecify.annotations.NullMarked;

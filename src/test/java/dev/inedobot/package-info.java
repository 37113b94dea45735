@NullMarked
package dev.inedobot;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.inedobot.store;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.inedobot.slack;

import org.jspecify.annotations.NullMarked;

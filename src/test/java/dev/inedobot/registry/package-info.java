@NullMarked
package dev.inedobot.registry;

import org.jspecify.annotations.NullMarked;

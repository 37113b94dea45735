@NullMarked
package dev.inedobot.audit;

import org.jspecify.annotations.NullMarked;

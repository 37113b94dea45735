@NullMarked
package dev.inedobot.upgrade.plan;

import org.jspecify.annotations.NullMarked;

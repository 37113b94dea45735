@NullMarked
package dev.inedobot.upgrade.run;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.inedobot.slack.door;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.inedobot.slack.announce;

import org.jspecify.annotations.NullMarked;

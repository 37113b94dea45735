@NullMarked
package dev.inedobot.slack.socket;

import org.jspecify.annotations.NullMarked;

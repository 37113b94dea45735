@NullMarked
package dev.inedobot.slack.command;

import org.jspecify.annotations.NullMarked;

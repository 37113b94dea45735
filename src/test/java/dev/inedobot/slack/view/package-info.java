@NullMarked
package dev.inedobot.slack.view;

import org.jspecify.annotations.NullMarked;

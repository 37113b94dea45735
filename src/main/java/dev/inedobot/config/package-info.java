/** Reads the configuration: the file and the environment, to typed records. */
@NullMarked
package dev.inedobot.config;

import org.jspecify.annotations.NullMarked;

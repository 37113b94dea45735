/** The subcommands, and the one place where the parts are wired together. */
@NullMarked
package dev.inedobot.cli;

import org.jspecify.annotations.NullMarked;

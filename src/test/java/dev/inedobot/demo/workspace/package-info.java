/** The local workspace, held to Slack's rules over real HTTP. */
@NullMarked
package dev.inedobot.demo.workspace;

import org.jspecify.annotations.NullMarked;

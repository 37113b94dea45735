/** The HTTP server: Slack's requests, and whether the bot is alive and ready. */
@NullMarked
package dev.inedobot.web;

import org.jspecify.annotations.NullMarked;

/**
 * A Slack workspace on this machine, for the demo and for tests: it answers the calls of Slack's
 * Web API that the bot makes, as strictly as Slack does, and sends slash commands, clicks and forms
 * as signed requests. It shares no code with the bot's own idea of Slack, so that a mistake there
 * cannot hide here.
 */
@NullMarked
package dev.inedobot.demo.workspace;

import org.jspecify.annotations.NullMarked;

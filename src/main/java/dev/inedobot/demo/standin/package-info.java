/**
 * The stand-in products: images of nothing but busybox and shell scripts that behave as Inedo
 * documents, or misbehave on purpose, so that upgrades can be shown and tested without Inedo's
 * software. It shares no code with the bot's own idea of the products, so that a mistake there
 * cannot hide here.
 */
@NullMarked
package dev.inedobot.demo.standin;

import org.jspecify.annotations.NullMarked;

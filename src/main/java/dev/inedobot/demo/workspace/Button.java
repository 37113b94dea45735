package dev.inedobot.demo.workspace;

/**
 * A button in a message.
 *
 * @param text what is written on it
 * @param value what a click carries; empty for none
 */
public record Button(String actionId, String text, String value) {}

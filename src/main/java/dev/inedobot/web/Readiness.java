package dev.inedobot.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What must be there for commands to be answered.
 *
 * @param checks by name; each tells what is wrong, or nothing
 */
public record Readiness(Map<String, Supplier<Optional<String>>> checks) {}

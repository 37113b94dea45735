package dev.inedobot.upgrade.plan;

/**
 * A leftover of an earlier upgrade that a run may remove, because it is accounted for.
 *
 * @param id the container's id; nothing else is removed, whatever its name
 * @param name the name that it had when the plan was made
 * @param why where it comes from, as a phrase
 */
public record Adopted(String id, String name, String why) {}

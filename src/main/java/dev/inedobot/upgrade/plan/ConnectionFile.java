package dev.inedobot.upgrade.plan;

import org.jspecify.annotations.Nullable;

/**
 * The file in which a container has its connection string, where its environment names one, as it
 * was at one moment. It holds a password that {@link #toString()} does not print.
 *
 * @param path where it is in the container
 * @param connection what it says, or null if it could not be read
 * @param trouble why it could not be read, as a sentence; empty if it could
 */
public record ConnectionFile(String path, @Nullable ConnectionString connection, String trouble) {}

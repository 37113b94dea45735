package dev.inedobot.doctor;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the database's file is.
 *
 * @param file where it is, or is to be
 * @param exists whether it is there
 * @param writable whether this user may write it, or make it where it is to be
 * @param directoryExists whether the directory is there
 * @param ownerOnly whether only its owner may read it; true if it is not there yet
 * @param schema the version of its tables; empty if there are none yet or it can't be told
 * @param newest the version that this bot knows
 * @param problem why it can't be used, with what to do; null if nothing is known against it
 */
public record DatabaseFacts(
    Path file,
    boolean exists,
    boolean writable,
    boolean directoryExists,
    boolean ownerOnly,
    Optional<String> schema,
    String newest,
    @Nullable String problem) {}

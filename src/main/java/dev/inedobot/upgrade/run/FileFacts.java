package dev.inedobot.upgrade.run;

import java.time.Instant;

/**
 * A file as it was when it was read.
 *
 * @param size in bytes
 * @param sha256 64 hex digits
 * @param modifiedAt by the clock of the engine's machine
 * @param beginning its first bytes, at most 16, a character each (ISO 8859-1)
 */
public record FileFacts(long size, String sha256, Instant modifiedAt, String beginning) {}

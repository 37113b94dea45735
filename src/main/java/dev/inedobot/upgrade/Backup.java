package dev.inedobot.upgrade;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup that was taken and read back.
 *
 * @param containerId the container in which the file is
 * @param container that one's name, for people
 * @param path where it is there
 * @param size in bytes
 * @param sha256 of the file, 64 hex digits
 * @param takenAt when it was begun: what was written to the database later is not in it
 * @param took how long it took
 */
public record Backup(
    String containerId,
    String container,
    String path,
    long size,
    String sha256,
    Instant takenAt,
    Duration took) {
  private static final String SEPARATOR = "\t";
  private static final int MEMBERS = 7;

  /** As an event keeps it. */
  public String text() {
    return String.join(
        SEPARATOR,
        List.of(
            containerId,
            container,
            path,
            Long.toString(size),
            sha256,
            takenAt.toString(),
            took.toString()));
  }

  /** Reads it back; empty if the text is none. */
  public static Optional<Backup> parse(String text) {
    String[] members = text.split(SEPARATOR, -1);
    if (members.length != MEMBERS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Backup(
              members[0],
              members[1],
              members[2],
              Long.parseLong(members[3]),
              members[4],
              Instant.parse(members[5]),
              Duration.parse(members[6])));
    } catch (DateTimeException | NumberFormatException none) {
      return Optional.empty();
    }
  }
}

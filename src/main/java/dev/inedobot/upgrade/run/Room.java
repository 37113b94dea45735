package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.Disk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much room a directory needs and another one has, asked of {@code du} and {@code df} in a
 * container that runs: a disk that a backup fills up would harm the product that writes on it.
 *
 * @param needed bytes that the one takes up
 * @param free bytes that are free where the other one is
 */
record Room(long needed, long free) {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Pattern ANSWER = Pattern.compile("room (\\d{1,15}) (\\d{1,15})");

  /** An engine can't end a program, so that ends itself where the image has what it takes. */
  private static final String SCRIPT =
      """
      limit=
      if command -v timeout >/dev/null; then limit='timeout 50'; fi
      need=$($limit du -sk "$1" | cut -f1)
      set -- $(df -Pk "$2" | tail -n 1)
      echo "room $need $4"
      """;

  /**
   * Looks; empty if the container does not tell, which is no reason to do without a backup: a
   * container without these programs, or a directory that takes minutes to count.
   *
   * @param from the directory that takes up what is needed
   * @param into the directory that is to hold something
   */
  static Optional<Room> look(ContainerHost host, String containerId, String from, String into) {
    Room[] told = new Room[1];
    try {
      host.exec(
          containerId,
          new ContainerHost.Execution(
              List.of("/bin/sh", "-c", SCRIPT, "sh", from, into), Map.of(), LONGEST),
          line -> {
            Matcher answer = ANSWER.matcher(line);
            if (answer.matches()) {
              told[0] =
                  new Room(
                      Long.parseLong(answer.group(1)) * 1024,
                      Long.parseLong(answer.group(2)) * 1024);
            }
          });
    } catch (HostProblem untold) {
      return Optional.empty();
    }
    return Optional.ofNullable(told[0]);
  }

  /**
   * Refuses what would need more than there is.
   *
   * @param what is to be written there, such as {@code a backup}
   * @param share which part of what the directory takes up it may need, in percent
   */
  void refuseTooLittle(String what, String into, int share) {
    long least = needed / 100 * share;
    if (free < least) {
      throw HostProblem.refused(
          "There is too little room for %s: the database takes up %s, and where %s is %s are free; at least %s must be, or the disk could fill up under the product. Make room there, then ask again."
              .formatted(what, Disk.words(needed), into, Disk.words(free), Disk.words(least)));
    }
  }
}

package dev.inedobot.slack.command;

import java.util.List;

/** Lines that can be typed as they stand, for instances that there are. */
public final class Examples {
  private static final int INSTANCES = 3;

  private Examples() {}

  /**
   * Some of them, for one subcommand.
   *
   * @param instances the names of the instances that there are; none for an installation without
   * @param version one that the first of them could be upgraded to
   */
  public static List<String> of(Subcommand subcommand, List<String> instances, String version) {
    String first = instances.isEmpty() ? "proget" : instances.get(0);
    return switch (subcommand) {
      case UPGRADE ->
          List.of(
              "/inedo upgrade",
              "/inedo upgrade " + first,
              "/inedo upgrade %s %s".formatted(first, version),
              "/inedo upgrade %s %s --at 02:00".formatted(first, version),
              "/inedo upgrade %s %s --at in 3h".formatted(first, version));
      case PLAN -> List.of("/inedo plan %s %s".formatted(first, version));
      case STATUS, HISTORY, VERSIONS, ROLLBACK ->
          instances.isEmpty()
              ? List.of(subcommand.example(first))
              : instances.stream()
                  .limit(INSTANCES)
                  .map(instance -> "/inedo %s %s".formatted(subcommand.word(), instance))
                  .toList();
      default -> List.of(subcommand.example(first));
    };
  }
}

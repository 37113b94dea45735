package dev.inedobot.slack.command;

import dev.inedobot.slack.command.Command.Misunderstood;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Text to command. Never throws, whatever the text. */
public final class CommandParser {
  private static final int LONGEST_ECHO = 60;

  /** What follows each subcommand, for examples. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "upgrade", "/inedo upgrade proget 2024.5",
          "rollback", "/inedo rollback proget",
          "status", "/inedo status",
          "cancel", "/inedo cancel k7m2qxp4",
          "help", "/inedo help");

  private CommandParser() {}

  public static Command parse(String text) {
    List<String> words = TypedText.words(text);
    if (words.isEmpty()) {
      return new Command.Help();
    }
    String subcommand = words.get(0).toLowerCase(Locale.ROOT);
    List<String> rest = words.subList(1, words.size());
    Optional<String> flag = rest.stream().filter(word -> word.startsWith("--")).findFirst();
    if (subcommand.equals("rollback")) {
      return rollback(rest);
    }
    if (EXAMPLES.containsKey(subcommand) && flag.isPresent()) {
      return misunderstood("I know no option " + echo(flag.get()) + ".", subcommand);
    }
    return switch (subcommand) {
      case "upgrade" -> upgrade(rest);
      case "status" ->
          rest.size() > 1
              ? misunderstood("`status` takes one instance, or none for all.", "status")
              : new Command.Status(rest.isEmpty() ? null : rest.get(0));
      case "cancel" ->
          rest.size() == 1
              ? new Command.Cancel(rest.get(0))
              : misunderstood("`cancel` takes the id of one upgrade.", "cancel");
      case "help" -> new Command.Help();
      default -> unknown(words.get(0));
    };
  }

  private static Command upgrade(List<String> rest) {
    return switch (rest.size()) {
      case 0 -> misunderstood("Which instance, and to which version?", "upgrade");
      case 1 -> new Command.Upgrade(rest.get(0), null);
      case 2 -> new Command.Upgrade(rest.get(0), rest.get(1));
      default ->
          misunderstood(
              "`upgrade` takes an instance and a version; I don't know what to do with "
                  + echo(String.join(" ", rest.subList(2, rest.size())))
                  + ".",
              "upgrade");
    };
  }

  /** {@code rollback <instance> [--confirm <instance>]}. */
  private static Command rollback(List<String> rest) {
    boolean confirmed = rest.size() == 3 && rest.get(1).equalsIgnoreCase("--confirm");
    if ((rest.size() == 1 || confirmed) && !rest.get(0).startsWith("--")) {
      return new Command.Rollback(rest.get(0), confirmed ? rest.get(2) : null);
    }
    return misunderstood(
        "`rollback` takes one instance; it returns to the version before the last upgrade.",
        "rollback");
  }

  private static Command unknown(String typed) {
    Optional<String> nearest = NearestMatch.of(typed, EXAMPLES.keySet());
    return new Misunderstood(
        "I don't know how to " + echo(typed) + ".", nearest.map(EXAMPLES::get).stream().toList());
  }

  private static Misunderstood misunderstood(String reason, String subcommand) {
    return new Misunderstood(
        reason,
        EXAMPLES.values().stream()
            .filter(example -> example.startsWith("/inedo " + subcommand))
            .toList());
  }

  /** What was typed, short and on one line. */
  static String echo(String typed) {
    String cut = typed.length() > LONGEST_ECHO ? typed.substring(0, LONGEST_ECHO) + "…" : typed;
    return "“" + cut + "”";
  }
}

package dev.inedobot.slack.command;

import dev.inedobot.slack.command.Command.Misunderstood;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text to command. Never throws, whatever the text. */
public final class CommandParser {
  private static final int LONGEST_ECHO = 60;
  private static final String DATABASE_FIRST = "--db-first";

  private CommandParser() {}

  public static Command parse(String text) {
    List<String> words = TypedText.words(text);
    if (words.isEmpty()) {
      return new Command.Help();
    }
    Optional<Subcommand> subcommand = Subcommand.byWord(words.get(0).toLowerCase(Locale.ROOT));
    if (subcommand.isEmpty()) {
      return unknown(words.get(0));
    }
    List<String> rest = words.subList(1, words.size());
    Optional<String> flag = rest.stream().filter(word -> word.startsWith("--")).findFirst();
    if (subcommand.get() == Subcommand.ROLLBACK) {
      return rollback(rest);
    }
    if (subcommand.get() == Subcommand.OVERRIDE) {
      return override(rest);
    }
    if (subcommand.get() == Subcommand.UPGRADE) {
      return upgradeAt(rest);
    }
    if (flag.isPresent()) {
      return misunderstood("I know no option " + echo(flag.get()) + ".", subcommand.get());
    }
    return read(subcommand.get(), rest);
  }

  private static Command read(Subcommand subcommand, List<String> rest) {
    return switch (subcommand) {
      case UPGRADE -> upgrade(rest, null, false);
      case BACKUP ->
          rest.size() == 1
              ? new Command.BackUp(rest.get(0))
              : misunderstood("`backup` takes one instance.", subcommand);
      case UPGRADEDB ->
          rest.size() == 2
              ? new Command.UpgradeDatabase(rest.get(0), rest.get(1))
              : misunderstood("`upgradedb` takes an instance and a version.", subcommand);
      case ROLLBACK -> rollback(rest);
      case OVERRIDE -> override(rest);
      case PLAN ->
          rest.size() == 2
              ? new Command.Plan(rest.get(0), rest.get(1))
              : misunderstood("`plan` takes an instance and a version.", subcommand);
      case VERSIONS ->
          rest.size() == 1
              ? new Command.Versions(rest.get(0))
              : misunderstood("`versions` takes one instance.", subcommand);
      case STATUS ->
          rest.size() > 1
              ? misunderstood("`status` takes one instance, or none for all.", subcommand)
              : new Command.Status(rest.isEmpty() ? null : rest.get(0));
      case HISTORY ->
          rest.size() > 1
              ? misunderstood("`history` takes one instance, or none for all.", subcommand)
              : new Command.History(rest.isEmpty() ? null : rest.get(0));
      case CANCEL ->
          rest.size() == 1
              ? new Command.Cancel(rest.get(0))
              : misunderstood("`cancel` takes the id of one upgrade.", subcommand);
      case DOCTOR -> new Command.Doctor();
      case HELP -> rest.isEmpty() ? new Command.Help() : new Command.Help(rest.get(0));
    };
  }

  /**
   * {@code upgrade <instance> [version] [--db-first] [--at <time>]}; the time may have several
   * words.
   */
  private static Command upgradeAt(List<String> typed) {
    List<String> rest = typed.stream().filter(word -> !word.equals(DATABASE_FIRST)).toList();
    int at = rest.indexOf("--at");
    List<String> before = at < 0 ? rest : rest.subList(0, at);
    List<String> time = at < 0 ? List.of() : rest.subList(at + 1, rest.size());
    Optional<String> flag =
        Stream.concat(before.stream(), time.stream())
            .filter(word -> word.startsWith("--"))
            .findFirst();
    if (flag.isPresent()) {
      return misunderstood(
          "I know no option " + echo(flag.get()) + "; `--at <time>` comes last.",
          Subcommand.UPGRADE);
    }
    if (at >= 0 && time.isEmpty()) {
      return misunderstood(
          "When? `--at` takes a time: `--at 02:00`, `--at 2026-12-01 02:00` or `--at in 3h`.",
          Subcommand.UPGRADE);
    }
    return upgrade(before, at < 0 ? null : String.join(" ", time), typed.contains(DATABASE_FIRST));
  }

  private static Command override(List<String> rest) {
    if (rest.size() < 2) {
      return misunderstood(
          "`override` takes the id of an upgrade and the reason for it.", Subcommand.OVERRIDE);
    }
    return new Command.OverrideRule(rest.get(0), String.join(" ", rest.subList(1, rest.size())));
  }

  private static Command upgrade(List<String> rest, @Nullable String begin, boolean databaseFirst) {
    return switch (rest.size()) {
      case 0 ->
          begin == null && !databaseFirst
              ? new Command.UpgradeForm()
              : misunderstood("Which instance, and to which version?", Subcommand.UPGRADE);
      case 1 ->
          databaseFirst
              ? misunderstood(
                  "To which version? `--db-first` takes one: `upgrade <instance> <version> --db-first`.",
                  Subcommand.UPGRADE)
              : new Command.Upgrade(rest.get(0), null, begin);
      case 2 -> new Command.Upgrade(rest.get(0), rest.get(1), begin, databaseFirst);
      default ->
          misunderstood(
              "`upgrade` takes an instance and a version; I don't know what to do with "
                  + echo(String.join(" ", rest.subList(2, rest.size())))
                  + ".",
              Subcommand.UPGRADE);
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
        Subcommand.ROLLBACK);
  }

  private static Command unknown(String typed) {
    return new Misunderstood(
        "I don't know how to " + echo(typed) + ".",
        NearestMatch.of(typed, Subcommand.words()).flatMap(Subcommand::byWord).orElse(null));
  }

  private static Misunderstood misunderstood(String reason, Subcommand subcommand) {
    return new Misunderstood(reason, subcommand);
  }

  /** What was typed, short and on one line. */
  static String echo(String typed) {
    String cut = typed.length() > LONGEST_ECHO ? typed.substring(0, LONGEST_ECHO) + "…" : typed;
    return "“" + cut + "”";
  }
}

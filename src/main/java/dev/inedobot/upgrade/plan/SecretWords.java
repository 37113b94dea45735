package dev.inedobot.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the words of a command that are passwords by the option before them, such as {@code
 * --password} or the {@code -P} of {@code sqlcmd}, also within a line for a shell.
 */
final class SecretWords {
  private static final Secrecy SECRECY = new Secrecy(List.of());

  /** What says where a secret is, or is no value: a variable, a path, another option. */
  private static final Pattern NO_SECRET =
      Pattern.compile("(?s)[-$`/].*|(?:env|file|fd):.*|stdin|.*\\{file}.*");

  /** Options whose value is no secret, whatever else is in their names. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)--?(?:no|skip|without)-.*|.*(?:file|path|dir|directory|database|db|space|mechanism|method|mode|type)");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Set<String> UPPER_P = Set.of("sqlcmd", "bcp", "osql", "isql");

  private static final Set<String> LOWER_P_JOINED =
      Set.of("mysqldump", "mysql", "mysqladmin", "mariadb-dump", "mariadb", "mariadb-admin");

  private static final Set<String> LOWER_P = Set.of("mongodump", "mongosh", "mongo");

  private SecretWords() {}

  private record Candidate(String option, String value) {}

  /** Those that are plainly passwords. */
  static List<String> plain(List<String> words) {
    return candidates(words)
        .filter(candidate -> !HARMLESS.matcher(candidate.option()).matches())
        .map(Candidate::value)
        .filter(value -> !NO_SECRET.matcher(value).matches())
        .toList();
  }

  /** Those too that may be: whatever stands in the place of one. */
  static List<String> possible(List<String> words) {
    return candidates(words)
        .map(Candidate::value)
        .filter(value -> !value.startsWith("-") && !value.contains(BackupCommand.FILE))
        .toList();
  }

  /** A word with blanks may be a line for a shell, or one that is meant as it stands. */
  private static Stream<Candidate> candidates(List<String> words) {
    List<String> tokens =
        words.stream()
            .flatMap(word -> BLANKS.splitAsStream(word.strip()))
            .map(SecretWords::bare)
            .toList();
    return Stream.concat(within(words).stream(), within(tokens).stream())
        .filter(candidate -> !candidate.value().isBlank());
  }

  private static List<Candidate> within(List<String> tokens) {
    List<Candidate> found = new ArrayList<>();
    String program = "";
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
      String name = token.substring(token.lastIndexOf('/') + 1);
      if (UPPER_P.contains(name) || LOWER_P_JOINED.contains(name) || LOWER_P.contains(name)) {
        program = name;
      } else if (token.isEmpty()) {
        // What a shell has between two commands.
        program = "";
      }
      int equals = token.indexOf('=');
      String option = equals < 0 ? token : token.substring(0, equals);
      if (SECRECY.announcesSecret(option)) {
        found.add(new Candidate(option, equals < 0 ? next : bare(token.substring(equals + 1))));
      } else {
        letter(program, token, next).ifPresent(value -> found.add(new Candidate("", value)));
      }
    }
    return found;
  }

  /** What follows an option of one letter that means a password in this program. */
  private static Optional<String> letter(String program, String token, String next) {
    String letter = UPPER_P.contains(program) ? "-P" : "-p";
    if (program.isEmpty() || !token.startsWith(letter)) {
      return Optional.empty();
    }
    if (token.length() > letter.length()) {
      return Optional.of(bare(token.substring(letter.length())));
    }
    // Without a value it is asked for, and then what follows is something else.
    return LOWER_P_JOINED.contains(program) ? Optional.empty() : Optional.of(next);
  }

  /** Without what a shell takes away. */
  private static String bare(String token) {
    return token.replaceAll("^[\"']+|[\"';|&)]+$", "");
  }
}

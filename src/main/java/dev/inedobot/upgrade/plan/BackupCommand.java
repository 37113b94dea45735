package dev.inedobot.upgrade.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A command of an instance's own that backs up its database, as the configuration has it. Its words
 * may hold what is nobody's business, so only the program is shown, and {@link #toString()} has no
 * more of the others than a hash.
 *
 * @param container the name of the container in which it runs; empty for the instance's own
 * @param words the program and its arguments; at least one has {@link #FILE} in it
 * @param directory where the file lies in that container, without a slash at its end
 * @param ending what the file's name ends with, such as {@code .dump}; may be empty
 */
public record BackupCommand(String container, List<String> words, String directory, String ending) {

  /** Stands in the words for the path of the file to write. */
  public static final String FILE = "{file}";

  public BackupCommand {
    words = List.copyOf(words);
    if (words.stream().noneMatch(word -> word.contains(FILE))) {
      throw new IllegalArgumentException("A backup command has to name " + FILE);
    }
  }

  /** The program's name, without its directory. */
  public String program() {
    return words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
  }

  /** The path of the file that a backup of this name is. */
  String path(String name) {
    return directory + "/" + name + ending;
  }

  /** The program and its arguments, to write that file. */
  List<String> writing(String path) {
    return words.stream().map(word -> word.replace(FILE, path)).toList();
  }

  /**
   * What in the words is plainly a password: one in an address, after {@code password=}, or after
   * an option that announces one.
   */
  public List<String> passwords() {
    return Stream.concat(
            words.stream().flatMap(word -> Environment.passwordsWithin(word).stream()),
            SecretWords.plain(words).stream())
        .distinct()
        .toList();
  }

  /** What may not be shown: passwords, and whatever else stands where one may. */
  public List<String> secrets() {
    return Stream.concat(passwords().stream(), SecretWords.possible(words).stream())
        .distinct()
        .toList();
  }

  @Override
  public String toString() {
    return "BackupCommand[container=%s, program=%s, words=%s, directory=%s, ending=%s]"
        .formatted(container, program(), Sha256.of(String.join("\0", words)), directory, ending);
  }
}

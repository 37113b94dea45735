package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.UpgradeId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is kept of what a new version left of a database: a directory beside the embedded
 * database, a file in the container of a database server.
 *
 * @param path where it is there
 * @param container the container's name
 * @param source the volume, or the directory of the host, that is mounted there; empty if it is not
 *     known, or nothing is
 */
public record KeptPlace(String path, String container, String source) {
  private static final Pattern WORDS =
      Pattern.compile("(/\\S+) in the container (\\S+)(?: \\(on (.+)\\))?");

  /** Its name says what it is; {@code failed} is in no name of a backup. */
  private static final String FAILED = "-failed-";

  /**
   * Names what an upgrade keeps.
   *
   * @param when in seconds since 1970: each choice of a person keeps anew
   */
  public static String name(Plan plan, UpgradeId id, long when) {
    return BackupCommands.name(plan.settings(), plan.next().version(), id) + FAILED + when;
  }

  /** As the record and people have it. */
  public String words() {
    return "%s in the container %s".formatted(path, container)
        + (source.isEmpty() ? "" : " (on %s)".formatted(source));
  }

  /**
   * Why it proves nothing that there is nothing in a container of that name, as a sentence; empty
   * if it does: it has the same volume.
   *
   * @param now the container as it is now
   * @param id the upgrade that keeps it
   */
  public Optional<String> doubt(ContainerFacts now, Plan plan, UpgradeId id) {
    if (!source.isEmpty()) {
      String there = now.ties().source(path).orElse("no volume");
      return there.equals(source)
          ? Optional.empty()
          : Optional.of(
              "The container %s has %s there now, and it is kept on %s."
                  .formatted(now.name(), there, source));
    }
    boolean known =
        now.id().equals(plan.old().containerId())
            || now.id().equals(plan.database().containerId())
            || now.belongsTo(id.value());
    return known
        ? Optional.empty()
        : Optional.of(
            "The container %s was made anew since then, and may have another volume there."
                .formatted(now.name()));
  }

  /**
   * Reads it back, as something to delete: empty unless it is within the directory of the
   * database's backups and has, to the letter, a name that this upgrade gives to what it keeps.
   */
  public static Optional<KeptPlace> parse(Plan plan, UpgradeId id, String words) {
    Matcher read = WORDS.matcher(words);
    if (!read.matches()) {
      return Optional.empty();
    }
    DatabaseHome home = plan.database();
    String name = BackupCommands.name(plan.settings(), plan.next().version(), id) + FAILED;
    String rest = home.kind() == DatabaseHome.Kind.EMBEDDED ? "\\d+" : "\\d+-\\d+\\.\\w+";
    boolean ours =
        !home.directory().isEmpty()
            && name.matches("[\\w.-]+")
            && read.group(1).matches(Pattern.quote(home.directory() + "/" + name) + rest);
    return ours
        ? Optional.of(
            new KeptPlace(
                read.group(1), read.group(2), Optional.ofNullable(read.group(3)).orElse("")))
        : Optional.empty();
  }
}

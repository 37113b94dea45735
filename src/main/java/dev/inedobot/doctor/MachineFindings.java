package dev.inedobot.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from what was seen on this machine, on engines, and in registries. */
public final class MachineFindings {
  /** What a stop needs: the engine's own record, and the product's database. */
  private static final long LEAST = 100_000_000L;

  private MachineFindings() {}

  /**
   * About the configuration.
   *
   * @param problems each says where it is, what is wrong, and what to write instead
   */
  public static List<Finding> configuration(List<String> problems) {
    if (problems.isEmpty()) {
      return List.of(Finding.ok("configuration", "It can be read, and nothing in it is wrong."));
    }
    return problems.stream().map(problem -> Finding.failure("configuration", problem, "")).toList();
  }

  /**
   * About the record.
   *
   * @param inContainer whether this process runs in a container
   * @param mount the file system that the file is on; empty if that can't be told
   */
  public static List<Finding> database(
      DatabaseFacts facts, boolean inContainer, Optional<MountTable.Mount> mount) {
    List<Finding> found = new ArrayList<>();
    found.add(file(facts));
    if (facts.exists() && !facts.ownerOnly()) {
      found.add(
          Finding.warning(
              "database",
              "Others may read %s.".formatted(facts.file()),
              "The bot takes that from them when it starts; or `chmod 600 %s`."
                  .formatted(facts.file())));
    }
    if (mount.isPresent() && mount.get().isMemory()) {
      found.add(memory(facts, mount.get()));
    } else if (inContainer) {
      found.add(volume(facts, mount));
    }
    return found;
  }

  private static Finding file(DatabaseFacts facts) {
    String subject = "database";
    if (facts.problem() != null) {
      return Finding.failure(subject, facts.problem(), "");
    }
    if (!facts.directoryExists()) {
      return Finding.failure(
          subject,
          "The directory of %s is not there.".formatted(facts.file()),
          "Make it, or set INEDOBOT_DATABASE_URL to another file.");
    }
    if (!facts.writable()) {
      return Finding.failure(
          subject,
          "This user may not write %s.".formatted(facts.file()),
          "Run this as the user that runs the bot, and give that user the file and its directory.");
    }
    if (!facts.exists()) {
      return Finding.ok(subject, "%s is made at the first start.".formatted(facts.file()));
    }
    if (facts.schema().isEmpty()) {
      return Finding.unknown(
          subject,
          "%s is there; its version could not be read just now.".formatted(facts.file()),
          "");
    }
    String version = facts.schema().get();
    return Finding.ok(
        subject,
        version.equals(facts.newest())
            ? "%s is there, version %s.".formatted(facts.file(), version)
            : "%s is there, version %s; the next start brings it to %s and keeps a copy."
                .formatted(facts.file(), version, facts.newest()));
  }

  /**
   * About a record whose file system does not answer.
   *
   * @param sentence says that no answer came
   */
  public static Finding databaseSilent(String sentence) {
    return Finding.failure(
        "database",
        sentence,
        "See that the disk answers that INEDOBOT_DATABASE_URL is on, or set that to another file.");
  }

  private static Finding memory(DatabaseFacts facts, MountTable.Mount mount) {
    return Finding.failure(
        "database volume",
        "%s is in memory (%s at %s): the record goes with the next restart."
            .formatted(facts.file(), mount.type(), mount.place()),
        "Put the file on a disk (INEDOBOT_DATABASE_URL), in a container on a volume.");
  }

  private static Finding volume(DatabaseFacts facts, Optional<MountTable.Mount> mount) {
    String subject = "database volume";
    if (mount.isEmpty()) {
      return Finding.unknown(
          subject, "Whether %s is on a volume can't be told.".formatted(facts.file()), "");
    }
    return mount.get().place().getNameCount() == 0
        ? Finding.failure(
            subject,
            "The bot runs in a container, and %s is in the container's own file system: the record goes with"
                    .formatted(facts.file())
                + " the container.",
            "Mount a volume and put the file there, for example `-v inedobot:/data -e"
                + " INEDOBOT_DATABASE_URL=jdbc:sqlite:/data/inedobot.db`.")
        : Finding.ok(subject, "The record is on the volume at %s.".formatted(mount.get().place()));
  }

  /** About an engine that answered. */
  public static Finding engine(String host, String version, String apiVersion) {
    return Finding.ok(
        "engine " + host, "Engine %s answers; its API is %s.".formatted(version, apiVersion));
  }

  /**
   * About an engine that did not.
   *
   * @param problem what was tried and why it failed
   */
  public static Finding engineAway(String host, String problem) {
    return Finding.failure(
        "engine " + host,
        problem,
        "See DOCKER_HOST, or `hosts` in the configuration, and that the user that runs the bot may use the"
            + " engine (group docker, or the TLS files).");
  }

  /**
   * About the room for images.
   *
   * @param free bytes; null where the bot can't see the engine's directory
   * @param imageSize of the running container's image, bytes; 0 if not known
   */
  public static Finding disk(String host, String root, @Nullable Long free, long imageSize) {
    String subject = "disk of " + host;
    if (free == null) {
      return Finding.unknown(
          subject,
          "The engine's directory %s can't be seen from here; each upgrade pulls before it stops anything."
              .formatted(root),
          "");
    }
    String words = "%s are free in %s.".formatted(words(free), root);
    String fix = "Make room, for example with `docker image prune`.";
    if (free < LEAST) {
      return Finding.failure(subject, words + " That is too little for an upgrade.", fix);
    }
    return free < imageSize
        ? Finding.warning(
            subject, words + " The image that runs takes up %s.".formatted(words(imageSize)), fix)
        : Finding.ok(subject, words);
  }

  private static String words(long bytes) {
    return bytes < 1_000_000_000
        ? bytes / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /**
   * About the registry that an instance's images come from.
   *
   * @param problem what was tried, why it failed and what to do; null if its versions were listed
   */
  public static Finding registry(
      String instance, String repository, int tags, @Nullable String problem) {
    String subject = "registry of " + instance;
    return problem == null
        ? Finding.ok(subject, "%s lists %d tags.".formatted(repository, tags))
        : Finding.failure(subject, problem, "");
  }

  /**
   * About other programs on an engine that may replace or restart instances.
   *
   * @param names each the program and its container
   */
  public static Finding updaters(String host, List<String> names) {
    String subject = "updaters on " + host;
    return names.isEmpty()
        ? Finding.ok(subject, "No other updater that may touch an instance runs there.")
        : Finding.warning(
            subject,
            "%s may replace or restart a product in the middle of an upgrade."
                .formatted(String.join(", ", names)),
            "Exclude Inedo's containers there (Watchtower: label `com.centurylinklabs.watchtower.enable=false`).");
  }

  /** About instances; without any there is nothing to upgrade. */
  public static Finding instances(List<String> names) {
    return names.isEmpty()
        ? Finding.warning(
            "instances",
            "I found no container of ProGet, BuildMaster or Otter.",
            "Start one, or name it under `instances` in the configuration.")
        : Finding.ok("instances", String.join(", ", names) + ".");
  }
}

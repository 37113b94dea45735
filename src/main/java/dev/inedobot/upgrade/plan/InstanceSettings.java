package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.ApprovalRule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of a product as the bot knows it, from the configuration or found by itself.
 *
 * @param name what people type
 * @param product which product it is
 * @param host the name of the engine that it runs on
 * @param container the name of its container there
 * @param image the repository of the images to upgrade to, or null for the one that the running
 *     container uses
 * @param approval who must approve an upgrade of it
 * @param timing how long its steps may take
 * @param keep what stays after success
 * @param compose whether it is upgraded although Docker Compose made its container
 * @param window when it may be upgraded, or null for at any time
 * @param announceTo the ids of the channels that are told before and after its downtime
 * @param backup what backup it takes before an upgrade
 * @param backupCommand what backs up its database, or null for what the bot finds by itself
 */
public record InstanceSettings(
    String name,
    Product product,
    String host,
    String container,
    @Nullable String image,
    ApprovalRule approval,
    Timing timing,
    Keep keep,
    Compose compose,
    @Nullable MaintenanceWindow window,
    List<String> announceTo,
    BackupRule backup,
    @Nullable BackupCommand backupCommand) {

  public InstanceSettings {
    // What was recorded before these could be set does not say them.
    keep = Objects.requireNonNullElse(keep, Keep.DEFAULT);
    compose = Objects.requireNonNullElse(compose, Compose.REFUSE);
    announceTo = List.copyOf(Objects.requireNonNullElse(announceTo, List.of()));
    backup = Objects.requireNonNullElse(backup, BackupRule.DEFAULT);
  }

  /**
   * What stays after a successful upgrade.
   *
   * @param old how long the old container stays; zero to remove it at once
   * @param images how many images stay that the bot pulled for the instance, the running one
   *     included; at least 2, so that the previous version can be had again without a registry
   */
  public record Keep(Duration old, int images) {
    public static final int FEWEST_IMAGES = 2;
    public static final Keep DEFAULT = new Keep(Duration.ZERO, FEWEST_IMAGES);
  }

  /** What is done about a container that Docker Compose made. */
  public enum Compose {
    /** Nothing: a person changes the file, and Compose does the rest. */
    REFUSE,
    /** It is upgraded, and a person changes the file afterwards. */
    CONTINUE
  }

  /** An instance that nobody is told of elsewhere. */
  public InstanceSettings(
      String name,
      Product product,
      String host,
      String container,
      @Nullable String image,
      ApprovalRule approval,
      Timing timing,
      Keep keep,
      Compose compose,
      @Nullable MaintenanceWindow window) {
    this(
        name,
        product,
        host,
        container,
        image,
        approval,
        timing,
        keep,
        compose,
        window,
        List.of(),
        BackupRule.DEFAULT,
        null);
  }

  /** An instance of which nothing is said but what every instance needs. */
  public InstanceSettings(
      String name,
      Product product,
      String host,
      String container,
      @Nullable String image,
      ApprovalRule approval,
      Timing timing) {
    this(
        name,
        product,
        host,
        container,
        image,
        approval,
        timing,
        Keep.DEFAULT,
        Compose.REFUSE,
        null);
  }

  /**
   * How long things may take.
   *
   * @param stopTimeout how long a process may take to end before it is killed, or null for the
   *     container's own grace period, at least {@link #SHORTEST_GRACE}
   * @param healthTimeout how long the new version may take to become healthy
   * @param stableFor how long it must stay healthy without a restart
   * @param healthUrl where to ask for health, or null to find it
   * @param databaseTimeout how long each program of the database may take: one that backs up,
   *     restores or upgrades it. It can't or must not be ended after that, but a person is told
   */
  public record Timing(
      @Nullable Duration stopTimeout,
      Duration healthTimeout,
      Duration stableFor,
      @Nullable URI healthUrl,
      Duration databaseTimeout) {

    /** A database of a terabyte takes hours; one that hangs must not hold the instance for ever. */
    public static final Duration DATABASE_TIMEOUT = Duration.ofHours(4);

    /** A database must not be cut off in the middle of a write after Docker's own ten seconds. */
    public static final Duration SHORTEST_GRACE = Duration.ofSeconds(30);

    public static final Timing DEFAULT =
        new Timing(null, Duration.ofMinutes(15), Duration.ofSeconds(10), null, DATABASE_TIMEOUT);

    public Timing {
      // What was recorded before this could be set does not say it.
      databaseTimeout = Objects.requireNonNullElse(databaseTimeout, DATABASE_TIMEOUT);
    }

    /** The grace period for a container, whose own one is null if it has none. */
    public Duration grace(@Nullable Duration containersOwn) {
      if (stopTimeout != null) {
        return stopTimeout;
      }
      return containersOwn != null && containersOwn.compareTo(SHORTEST_GRACE) > 0
          ? containersOwn
          : SHORTEST_GRACE;
    }
  }
}

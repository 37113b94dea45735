package dev.inedobot.upgrade.plan;

import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade will do: computed from an {@link Observation} and nothing else, shown to people,
 * approved by them, and then carried out as it stands. It holds no secret.
 *
 * @param settings the instance as it was configured when the plan was made
 * @param old what runs now
 * @param next what is to run
 * @param kind whether the release line changes
 * @param wayBack what Inedo says of going back from the new version to the old one
 * @param before where the product was asked for its health, and what was wrong with it already
 * @param warnings what a person should know before approving, each a sentence
 * @param checks what was looked at for that
 * @param database where the database is
 * @param work what it is for
 * @param copyable what can be copied that belongs to a whole backup beside the database, or null
 */
public record Plan(
    InstanceSettings settings,
    Old old,
    Next next,
    ReleaseKind kind,
    WayBack wayBack,
    Before before,
    List<String> warnings,
    Checked checks,
    DatabaseHome database,
    Work work,
    @Nullable DataDirectory copyable)
    implements PlanResult {

  /** One of which nothing can be copied beside the database. */
  public Plan(
      InstanceSettings settings,
      Old old,
      Next next,
      ReleaseKind kind,
      WayBack wayBack,
      Before before,
      List<String> warnings,
      Checked checks,
      DatabaseHome database,
      Work work) {
    this(settings, old, next, kind, wayBack, before, warnings, checks, database, work, null);
  }

  public Plan {
    // One that was recorded before there were checks has none.
    checks = Objects.requireNonNullElse(checks, Checked.NOTHING);
    warnings = List.copyOf(warnings);
    database = Objects.requireNonNullElse(database, DatabaseHome.UNKNOWN);
    work = Objects.requireNonNullElse(work, Work.UPGRADE);
  }

  /**
   * The steps that a run takes when nothing goes wrong, in order.
   *
   * @param backup whether it takes a backup
   */
  public List<Step> steps(boolean backup) {
    List<Step> steps =
        switch (work) {
          case UPGRADE ->
              List.of(
                  Step.PULL,
                  Step.BACK_UP,
                  Step.PROVE,
                  Step.CREATE,
                  Step.STOP,
                  Step.SET_ASIDE,
                  Step.START,
                  Step.HEALTH,
                  Step.REMOVE);
          case UPGRADE_DATABASE_FIRST ->
              List.of(
                  Step.PULL,
                  Step.BACK_UP,
                  Step.PROVE,
                  Step.CREATE,
                  Step.STOP,
                  Step.SET_ASIDE,
                  Step.UPGRADE_DATABASE,
                  Step.START,
                  Step.HEALTH,
                  Step.REMOVE);
          case DATABASE ->
              List.of(
                  Step.PULL,
                  Step.BACK_UP,
                  Step.PROVE,
                  Step.STOP,
                  Step.UPGRADE_DATABASE,
                  Step.START_OLD,
                  Step.HEALTH_OLD);
          case BACKUP -> List.of(Step.BACK_UP, Step.PROVE);
        };
    boolean taken = backup || work == Work.BACKUP;
    boolean proven = taken && BackupRule.proves(this);
    return steps.stream()
        .filter(step -> taken || step != Step.BACK_UP)
        .filter(step -> proven || step != Step.PROVE)
        .toList();
  }

  /**
   * Names this plan: SHA-256, 64 hex digits, over all that it says, but for what can be copied, the
   * size of which is another one each time. Two plans with the same hash are of the same container,
   * image, settings, risks and findings.
   */
  public String hash() {
    return Sha256.of(offering(null).toString());
  }

  /**
   * The container that runs now, and what must still be true of it right before it is stopped.
   *
   * @param containerId its id
   * @param version the version that it runs
   * @param image the image that it was made from
   * @param restartPolicy what is given back to it when it has to run again
   * @param grace how long its process gets to end
   * @param fingerprint of its configuration
   */
  public record Old(
      String containerId,
      Version version,
      ContainerFacts.ImageUse image,
      RestartPolicy restartPolicy,
      Duration grace,
      String fingerprint) {}

  /**
   * The image that is to run.
   *
   * @param image repository and tag as they will stand on the engine
   * @param digest what was approved; it is pulled by this
   * @param version the version that it must report
   * @param kept the container that takes over as it is, or null to create one
   */
  public record Next(
      ImageReference image, ImageDigest digest, Version version, @Nullable Kept kept) {
    /** The reference to pull by: the repository and the digest, whatever the tag says by then. */
    public ImageReference pinned() {
      return image.withoutTag().withDigest(digest);
    }
  }

  /**
   * A container that stayed after the upgrade that replaced it.
   *
   * @param containerId its id
   * @param startedAt when it was last started before it was set aside, as the engine tells it; null
   *     if the engine does not tell
   */
  public record Kept(String containerId, @Nullable Instant startedAt) {}

  /**
   * The product's health when the plan was made.
   *
   * @param address where it answered
   * @param problems what it said was wrong; empty if it was healthy
   */
  public record Before(HealthAddress address, List<String> problems) {
    public Before {
      problems = List.copyOf(problems);
    }
  }

  /** The same, for another kind of work. */
  public Plan as(Work other) {
    return with(other, copyable);
  }

  /** The same, with something else that can be copied. */
  public Plan offering(@Nullable DataDirectory data) {
    return with(work, data);
  }

  private Plan with(Work other, @Nullable DataDirectory data) {
    return new Plan(
        settings, old, next, kind, wayBack, before, warnings, checks, database, other, data);
  }

  /** Whether a backup that the run takes can go with a copy. */
  public boolean offersCopy() {
    return copyable != null && database.canBeBackedUp() && work != Work.BACKUP;
  }

  /** What the database is and what backs it up: {@code its embedded database}. */
  public String databaseWords() {
    BackupCommand command = settings.backupCommand();
    return database.kind() == DatabaseHome.Kind.COMMAND && command != null
        ? "%s (%s)".formatted(database.kind().words(), command.program())
        : database.kind().words();
  }

  /** Whether it returns to an older version. */
  public boolean isRollback() {
    return next.version().compareTo(old.version()) < 0;
  }

  /** The name that the product's container has before and after. */
  public String container() {
    return settings.container();
  }
}

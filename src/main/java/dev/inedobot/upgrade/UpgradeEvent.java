package dev.inedobot.upgrade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an upgrade's record: who did what when. Entries are only ever added. The thread in
 * Slack, {@code status} and recovery are all read from them.
 *
 * @param at when it happened
 * @param kind what happened
 * @param actor who did it; {@link Actor#BOT} for the bot
 * @param step the step that it is about, or null where it is about none
 * @param text detail for people, or for {@link Kind#CREATED} the new container's id; empty when
 *     there is none. It never holds a secret; it may hold text from outside that is to be escaped
 */
public record UpgradeEvent(Instant at, Kind kind, Actor actor, @Nullable Step step, String text) {

  /** What an entry says. */
  public enum Kind {
    REQUESTED,
    /** A person's word; the text is the {@link Backup} of the bot's that it relies on, if any. */
    BACKUP_ACKNOWLEDGED,
    /**
     * A person had the bot take a backup, which acknowledges it: the run takes it, or ends. The
     * text says whether what belongs to it beside the database is to be copied.
     */
    BACKUP_ASKED,
    /** An approver did without a backup of the bot's; the text is the reason that was given. */
    BACKUP_OVERRIDDEN,
    /** A backup was taken and read back; the text is a {@link Backup}. */
    BACKUP_TAKEN,
    /** A backup was restored apart and the product ran on it; the text is the {@link Backup}. */
    BACKUP_PROVEN,
    APPROVED,
    CANCELLED,
    /** An approver who had not asked for it said no: it is CANCELLED by that. */
    VETOED,
    /** It is approved for later; the text is when it begins, as an ISO instant, a blank and why. */
    SCHEDULED,
    /** An approver had it begin against a rule; the text is the reason that was given. */
    OVERRIDDEN,
    EXPIRED,
    QUEUED,
    /** What it waits for in the queue, as a sentence. */
    WAITING,
    RUN_STARTED,
    /** The bot was restarted in the middle of the run and looked at what is there. */
    RUN_RESUMED,
    /** Intent: written before the step's first effect. */
    STEP_STARTED,
    STEP_PROGRESS,
    STEP_DONE,
    STEP_FAILED,
    /** The last lines of a container's log, to explain the failure before it. */
    LOG,
    /** The image is not on the engine and is going to be pulled; the text names it. */
    PULLING,
    /** The new container exists; the text is its id. */
    CREATED,
    /** A container for a task exists and is going to be started; the text is its id. */
    TASK_CREATED,
    /** What a new version left of the database is kept; the text says where. */
    DATA_KEPT,
    /** What belongs to a backup beside the database is copied; the text says where to. */
    VOLUME_COPIED,
    /** An approver has what is kept deleted; the text says where it is. */
    DISCARD_ASKED,
    /** Something that was kept is gone; the text is that of the entry by which it was kept. */
    KEPT_DISCARDED,
    /** Why something that is kept could not be deleted, and what to do about it. */
    DISCARD_FAILED,
    /**
     * Intent: from here on a backup takes the place of the database, and no version may run on it.
     */
    RESTORING,
    /** The new version was proven: from here on the outcome is SUCCEEDED. */
    GATE_PASSED,
    /** The new version was given up: from here on the run only goes back. */
    GOING_BACK,
    NOTE,
    /**
     * A person chose what happens to an upgrade that needs attention; the text is the choice's
     * name.
     */
    CHOSEN,
    /** The old container stays after success; the text is until when, as an ISO instant. */
    OLD_KEPT,
    /** What became of an old container that was kept. */
    OLD_GONE,
    /** Images of past upgrades that were removed. */
    IMAGES_REMOVED,
    /** The outcome in one sentence. The upgrade's state says which one. */
    FINISHED
  }

  public static UpgradeEvent of(Instant at, Kind kind, Actor actor, String text) {
    return new UpgradeEvent(at, kind, actor, null, text);
  }

  public static UpgradeEvent of(Instant at, Kind kind, Step step, String text) {
    return new UpgradeEvent(at, kind, Actor.BOT, step, text);
  }

  public boolean isAbout(Step other) {
    return step == other;
  }
}

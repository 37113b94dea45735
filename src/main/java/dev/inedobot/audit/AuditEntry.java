package dev.inedobot.audit;

import org.jspecify.annotations.Nullable;

/**
 * One event of an upgrade's record with what is known of the upgrade. Its components, in this order
 * and written {@code like_this}, are the columns of the CSV and the members of the JSON; new ones
 * are added at the end. It holds no secret.
 *
 * @param time when it happened: ISO 8601, UTC
 * @param upgrade the upgrade's id
 * @param number counts an upgrade's events from 1
 * @param event what happened, such as {@code APPROVED} or {@code STEP_DONE}
 * @param step the verb of the step that it is about, such as {@code set aside}; null for none
 * @param stateBefore the state that it moved the upgrade from, such as {@code QUEUED}; null for the
 *     first event, for one that moved nothing, and for what was recorded before states were
 * @param stateAfter the state that it moved the upgrade to; null as before, but for the first event
 * @param actorId who did it, by Slack's id; {@code inedobot} for the bot
 * @param actorName what that person was called then
 * @param text the detail, as the thread has it
 * @param fromVersion what ran when it was asked for
 * @param toVersion what was asked for
 * @param imageBefore what the replaced container was made from
 * @param imageIdBefore the id of that image's content ({@code sha256:…}) on its engine
 * @param digestBefore the digest in its repository, if the record knows it: the image was referred
 *     to by digest, or an earlier upgrade of the record brought it; else null
 * @param imageAfter the image that was approved
 * @param digestAfter its digest, by which it is pulled
 * @param planHash names the plan that was approved; null where it was not recorded yet
 * @param message the address of the upgrade's message in Slack; null if that is not known
 */
public record AuditEntry(
    String time,
    String upgrade,
    int number,
    String instance,
    String product,
    String event,
    @Nullable String step,
    @Nullable String stateBefore,
    @Nullable String stateAfter,
    String actorId,
    String actorName,
    String text,
    String fromVersion,
    String toVersion,
    String imageBefore,
    String imageIdBefore,
    @Nullable String digestBefore,
    String imageAfter,
    String digestAfter,
    @Nullable String planHash,
    @Nullable String message) {}

package dev.inedobot.upgrade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to upgrade an instance, and where it stands.
 *
 * @param id its name
 * @param instance the instance's name, as people type it
 * @param product the product's name for people, for example {@code ProGet}
 * @param from the version that ran when it was asked for, as Inedo calls it
 * @param to the version asked for
 * @param state where it stands
 * @param requestedBy who asked
 * @param requestedAt when; approvals expire from here
 * @param channel the id of the Slack channel in which it was asked for and is recorded
 * @param beginAt the time that it was asked for, or null for as soon as it is approved
 */
public record Upgrade(
    UpgradeId id,
    String instance,
    String product,
    String from,
    String to,
    UpgradeState state,
    Actor requestedBy,
    Instant requestedAt,
    String channel,
    @Nullable BeginAt beginAt) {

  /** One that begins as soon as it is approved. */
  public Upgrade(
      UpgradeId id,
      String instance,
      String product,
      String from,
      String to,
      UpgradeState state,
      Actor requestedBy,
      Instant requestedAt,
      String channel) {
    this(id, instance, product, from, to, state, requestedBy, requestedAt, channel, null);
  }

  public Upgrade in(UpgradeState next) {
    return new Upgrade(
        id, instance, product, from, to, next, requestedBy, requestedAt, channel, beginAt);
  }
}

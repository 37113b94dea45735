package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.BeginAt;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When an approved upgrade may begin, and until when. */
final class BeginningTest {
  private static final Instant APPROVED = Instant.parse("2026-11-25T14:00:00Z");
  private static final Actor BOB = new Actor("U0BOB", "bob");
  private static final Plan PLAIN = Observations.planned("2024.4", "2024.5");
  private static final Plan AT_NIGHT = plan("daily 22:00-04:00 UTC");
  private static final Duration EXPIRY = PLAIN.settings().approval().expiresAfter();

  private static Plan plan(String window) {
    return (Plan)
        Planner.plan(
            Observations.healthy().running("2024.4").window(window).to("2024.5"),
            Version.parse("2024.5"));
  }

  private static Upgrade upgrade(@Nullable String beginAt) {
    return new Upgrade(
        new UpgradeId("k7m2qxp4"),
        "proget",
        "ProGet",
        "2024.4",
        "2024.5",
        UpgradeState.QUEUED,
        BOB,
        APPROVED.minusSeconds(60),
        "C02OPS",
        beginAt == null ? null : new BeginAt(Instant.parse(beginAt), ZoneOffset.UTC));
  }

  private static UpgradeEvent event(Kind kind, Instant at) {
    return UpgradeEvent.of(at, kind, BOB, "");
  }

  @Test
  void beginsAtOnceIfNothingKeepsIt() {
    assertThat(Beginning.earliest(upgrade(null), PLAIN, APPROVED)).isEqualTo(APPROVED);
    assertThat(Beginning.earliest(upgrade("2026-11-25T13:00:00Z"), PLAIN, APPROVED))
        .isEqualTo(APPROVED);
  }

  @Test
  void waitsForTheTimeThatWasAskedForAndThenForTheWindow() {
    assertThat(Beginning.earliest(upgrade("2026-11-25T16:00:00Z"), PLAIN, APPROVED))
        .isEqualTo("2026-11-25T16:00:00Z");
    assertThat(Beginning.earliest(upgrade("2026-11-26T05:00:00Z"), AT_NIGHT, APPROVED))
        .isEqualTo("2026-11-26T22:00:00Z");
    assertThat(Beginning.earliest(upgrade("2026-11-26T01:00:00Z"), AT_NIGHT, APPROVED))
        .isEqualTo("2026-11-26T01:00:00Z");
  }

  @Test
  void mayNoLongerBeginWhenItsApprovalIsTooOld() {
    List<UpgradeEvent> approved = List.of(event(Kind.APPROVED, APPROVED));
    assertThat(Beginning.latest(upgrade(null), PLAIN, approved)).isEqualTo(APPROVED.plus(EXPIRY));
    assertThat(Beginning.latest(upgrade("2026-11-25T16:00:00Z"), PLAIN, approved))
        .isEqualTo(Instant.parse("2026-11-25T16:00:00Z").plus(EXPIRY));
  }

  @Test
  void beginsNoLongerOnceItsWindowHasClosed() {
    Instant justBefore = Instant.parse("2026-11-26T03:50:00Z");
    assertThat(Beginning.latest(upgrade(null), AT_NIGHT, List.of(event(Kind.APPROVED, justBefore))))
        .isEqualTo("2026-11-26T04:00:00Z");
  }

  @Test
  void mayBeginAsLongAsItsWindowIsOpen() {
    List<UpgradeEvent> approved = List.of(event(Kind.APPROVED, APPROVED));
    assertThat(Beginning.latest(upgrade(null), AT_NIGHT, approved))
        .isEqualTo("2026-11-26T04:00:00Z");
  }

  @Test
  void anOverrideCountsFromItself() {
    Instant overridden = APPROVED.plusSeconds(3600);
    List<UpgradeEvent> events =
        List.of(event(Kind.APPROVED, APPROVED), event(Kind.OVERRIDDEN, overridden));
    assertThat(Beginning.latest(upgrade(null), AT_NIGHT, events))
        .isEqualTo(overridden.plus(EXPIRY));
    assertThat(Beginning.queuedSince(events)).isEqualTo(overridden);
  }
}

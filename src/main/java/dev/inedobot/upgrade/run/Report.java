package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Makes progress of what a program says: the newest line, not more often than people can read it.
 * Used by one thread.
 */
final class Report implements Consumer<String> {
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final int LONGEST = 200;

  private final Run run;
  private final Step step;
  private final Clock clock;
  private final Instant begun;
  private Instant next;

  Report(Run run, Step step, Clock clock) {
    this.run = run;
    this.step = step;
    this.clock = clock;
    this.begun = clock.instant();
    this.next = begun;
  }

  @Override
  public void accept(String line) {
    Instant now = clock.instant();
    if (line.isBlank() || now.isBefore(next)) {
      return;
    }
    next = now.plus(BETWEEN);
    String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    run.log()
        .progress(
            step, "%s (%s)".formatted(cut.strip(), Durations.words(Duration.between(begun, now))));
  }
}

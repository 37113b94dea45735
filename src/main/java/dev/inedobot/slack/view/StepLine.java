package dev.inedobot.slack.view;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One performance of a step as the record tells it. A step that a restart interrupted is performed
 * again, and is then told twice.
 *
 * @param intent what it was to do
 * @param ended when it ended, or null while it runs
 * @param detail what came of it, or the newest progress
 */
record StepLine(
    Step step,
    Instant started,
    @Nullable Instant ended,
    boolean failed,
    String intent,
    String detail) {

  static List<StepLine> of(List<UpgradeEvent> events) {
    List<StepLine> lines = new ArrayList<>();
    for (UpgradeEvent event : events) {
      Step step = event.step();
      if (step == null || event.kind() == Kind.LOG) {
        continue;
      }
      if (event.kind() == Kind.STEP_STARTED) {
        lines.add(new StepLine(step, event.at(), null, false, event.text(), ""));
        continue;
      }
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).step() == step) {
          lines.set(i, lines.get(i).after(event));
          break;
        }
      }
    }
    return lines;
  }

  private StepLine after(UpgradeEvent event) {
    return switch (event.kind()) {
      case STEP_PROGRESS ->
          ended == null ? new StepLine(step, started, null, false, intent, event.text()) : this;
      case STEP_DONE -> new StepLine(step, started, event.at(), false, intent, event.text());
      case STEP_FAILED -> new StepLine(step, started, event.at(), true, intent, event.text());
      default -> this;
    };
  }

  boolean isRunning() {
    return ended == null;
  }

  /** For example {@code done in 3.2 s}. */
  String outcome() {
    if (ended == null) {
      return "running";
    }
    return (failed ? "failed after " : "done in ")
        + Durations.words(Duration.between(started, ended));
  }
}

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
 * One performance of a step as the record tells it. One that a restart interrupted ends with that:
 * if the step is performed again, it is told twice.
 *
 * @param intent what it was to do
 * @param ended when it ended, or was found interrupted; null while it runs
 * @param detail what came of it, or the newest progress
 */
record StepLine(
    Step step, Instant started, @Nullable Instant ended, End end, String intent, String detail) {

  /** How it ended, if it did. */
  private enum End {
    OPEN,
    DONE,
    FAILED,
    INTERRUPTED
  }

  static List<StepLine> of(List<UpgradeEvent> events) {
    List<StepLine> lines = new ArrayList<>();
    for (UpgradeEvent event : events) {
      if (event.kind() == Kind.RUN_RESUMED) {
        lines.replaceAll(line -> line.isRunning() ? line.interrupted(event.at()) : line);
      }
      Step step = event.step();
      if (step == null || event.kind() == Kind.LOG) {
        continue;
      }
      if (event.kind() == Kind.STEP_STARTED) {
        lines.add(new StepLine(step, event.at(), null, End.OPEN, event.text(), ""));
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
          ended == null ? new StepLine(step, started, null, End.OPEN, intent, event.text()) : this;
      case STEP_DONE -> new StepLine(step, started, event.at(), End.DONE, intent, event.text());
      case STEP_FAILED -> new StepLine(step, started, event.at(), End.FAILED, intent, event.text());
      default -> this;
    };
  }

  private StepLine interrupted(Instant at) {
    return new StepLine(step, started, at, End.INTERRUPTED, intent, detail);
  }

  boolean isRunning() {
    return ended == null;
  }

  /** For example {@code done in 3.2 s}. Of an interrupted one nobody knows how long it took. */
  String outcome() {
    if (ended == null) {
      return "running";
    }
    String time = Durations.words(Duration.between(started, ended));
    return switch (end) {
      case OPEN -> "running";
      case DONE -> "done in " + time;
      case FAILED -> "failed after " + time;
      case INTERRUPTED -> "interrupted";
    };
  }
}

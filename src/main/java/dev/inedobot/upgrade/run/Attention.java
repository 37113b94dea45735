package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import java.util.function.Consumer;

/** Ends a run with a question to a person, and keeps watch over what was left. */
final class Attention {
  private final Consumer<Run> watch;

  /**
   * @param watch is handed a run that needs attention; must not block
   */
  Attention(Consumer<Run> watch) {
    this.watch = watch;
  }

  void needed(Run run, String sentence) throws InterruptedException {
    run.log().move(UpgradeState.RUNNING, UpgradeState.NEEDS_ATTENTION, Kind.FINISHED, sentence);
    watch.accept(run);
  }
}

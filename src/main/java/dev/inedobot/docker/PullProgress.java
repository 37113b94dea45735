package dev.inedobot.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the engine tells of a pull layer by layer. Reports every tenth part of what is known
 * of the whole so far, which grows while layers begin.
 */
final class PullProgress extends ResultCallback.Adapter<PullResponseItem> {
  private static final long MEGABYTE = 1_000_000;

  private final Consumer<String> report;
  private final Map<String, long[]> layers = new HashMap<>();
  private long lastTenth;
  private volatile @Nullable String error;

  PullProgress(Consumer<String> report) {
    this.report = report;
  }

  /** Why the engine gave the pull up; null if it did not. It says so in the stream, under 200. */
  @Nullable String error() {
    return error;
  }

  @Override
  public void onNext(PullResponseItem item) {
    if (item.isErrorIndicated()) {
      ErrorDetail detail = item.getErrorDetail();
      error = detail == null ? "the engine does not say why" : detail.getMessage();
      return;
    }
    ProgressDetail detail = item.getProgressDetail();
    boolean downloading = "Downloading".equals(item.getStatus());
    if (item.getId() == null || !downloading || detail == null || detail.getTotal() == null) {
      return;
    }
    long current = detail.getCurrent() == null ? 0 : detail.getCurrent();
    layers.put(item.getId(), new long[] {current, detail.getTotal()});
    long done = layers.values().stream().mapToLong(layer -> layer[0]).sum();
    long all = layers.values().stream().mapToLong(layer -> layer[1]).sum();
    long tenth = all == 0 ? 0 : done * 10 / all;
    if (tenth > lastTenth && all > MEGABYTE) {
      lastTenth = tenth;
      report.accept(
          String.format(
              Locale.ROOT, "%d %% of %.1f MB", done * 100 / all, (double) all / MEGABYTE));
    }
  }
}

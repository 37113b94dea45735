package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.DataDirectory;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures what a copy would take up. Many small files take long to count, so not for ever. */
final class DataSize {
  private static final Duration LONGEST = Duration.ofSeconds(22);
  private static final Pattern KILOBYTES = Pattern.compile("(\\d+)\\s.*");

  /** An engine can't end a program, so that ends itself where the image has what it takes. */
  private static final String SCRIPT =
      "if command -v timeout >/dev/null; then exec timeout 20 du -sk \"$1\"; fi; exec du -sk \"$1\"";

  private DataSize() {}

  /** The same plan, with the size if it could be had in time. Blocks for up to half a minute. */
  static Plan measured(ContainerHost host, Plan plan) {
    DataDirectory data = plan.copyable();
    if (data == null || !plan.offersCopy()) {
      return plan;
    }
    String[] last = {""};
    try {
      int code =
          host.exec(
              plan.old().containerId(),
              new ContainerHost.Execution(
                  List.of("/bin/sh", "-c", SCRIPT, "sh", data.path()), Map.of(), LONGEST),
              line -> last[0] = line);
      Matcher size = KILOBYTES.matcher(last[0]);
      return code == 0 && size.matches()
          ? plan.offering(new DataDirectory(data.path(), Long.parseLong(size.group(1)) * 1024))
          : plan;
    } catch (HostProblem notInTime) {
      return plan;
    }
  }
}

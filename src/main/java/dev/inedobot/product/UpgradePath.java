package dev.inedobot.product;

import java.util.ArrayList;
import java.util.List;

/** Whether Inedo allows going from one version to a newer one, and how. */
public sealed interface UpgradePath {
  /**
   * It can be done in one go.
   *
   * @param warnings what Inedo says about it, each a sentence
   */
  record Allowed(List<String> warnings) implements UpgradePath {
    public Allowed {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Another version has to run in between.
   *
   * @param via the release line of that version
   * @param text what to do, for people
   */
  record StopInBetween(ReleaseLine via, String text) implements UpgradePath {}

  /** Inedo advises against it or has no path. */
  record Refused(String text) implements UpgradePath {}

  /** Finds the path from a version to a newer one. */
  static UpgradePath find(Product product, Version from, Version to) {
    if (from.line().equals(to.line())) {
      return new Allowed(List.of());
    }
    InedoTables.PathRow row = InedoTables.path(product, from.line());
    boolean newerThanTheTable = from.line().isYear() && row.from().isEmpty();
    String rule = newerThanTheTable ? "direct" : row.rule();
    if (rule.equals("refuse")) {
      return new Refused(row.text());
    }
    if (rule.startsWith("via:")) {
      ReleaseLine via = ReleaseLine.parse(rule.substring("via:".length()));
      boolean goesThere = to.line().compareTo(via) <= 0;
      return goesThere
          ? new Allowed(List.of())
          : new StopInBetween(
              via,
              "%s %s can't go to %s directly. %s Upgrade to the newest %s first."
                  .formatted(
                      product.displayName(),
                      from.marketingForm(),
                      to.marketingForm(),
                      row.text(),
                      via));
    }
    List<String> warnings = new ArrayList<>();
    if (rule.equals("warn")) {
      warnings.add(row.text());
    }
    if (copiesFeeds(product, from, to)) {
      warnings.add(
          "From ProGet 2022 or older into 2023 or newer, feeds are disabled while data is copied at the"
              + " first start: several minutes of downtime at 100,000 packages (Inedo docs).");
    }
    return new Allowed(warnings);
  }

  private static boolean copiesFeeds(Product product, Version from, Version to) {
    ReleaseLine first = new ReleaseLine(2023, 0);
    return product == Product.PROGET
        && from.line().compareTo(first) < 0
        && to.line().compareTo(first) >= 0;
  }
}

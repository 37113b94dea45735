package dev.inedobot.product;

/**
 * What Inedo says of going back to an older version once a newer one was started on the same
 * database.
 *
 * @param rule whether the database has to be restored for it
 * @param note the same for people, with Inedo's own reservations
 */
public record WayBack(Rule rule, String note) {

  /** How a way back is possible. */
  public enum Rule {
    SAME_MAJOR,
    WITHOUT_RESTORE,
    RESTORE_REQUIRED
  }

  public boolean needsRestore() {
    return rule == Rule.RESTORE_REQUIRED;
  }

  /** Finds the way back. Within one major, or by a pair of Inedo's table, no restore is needed. */
  public static WayBack find(Product product, Version newer, Version older) {
    if (newer.line().equals(older.line())) {
      return new WayBack(
          Rule.SAME_MAJOR,
          "Within one major Inedo says “you can just as easily downgrade if needed”, but promises it"
              + " only where the database schema did not change; a backup makes it safe.");
    }
    InedoTables.BackRow row = InedoTables.wayBack(product, newer.line(), older.line());
    if (row != null && row.withoutRestore()) {
      return new WayBack(
          Rule.WITHOUT_RESTORE,
          "Inedo documents going back from %s to %s without a database restore.%s"
              .formatted(newer.line(), older.line(), row.note().isEmpty() ? "" : " " + row.note()));
    }
    return new WayBack(
        Rule.RESTORE_REQUIRED,
        "Going back from %s to %s needs a database restore: Inedo documents no way without one. If the"
                .formatted(newer.line(), older.line())
            + " new version fails after its start, nothing is destroyed and a person is asked.");
  }
}

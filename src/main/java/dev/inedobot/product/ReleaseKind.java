package dev.inedobot.product;

/** How far a release is from another (Inedo docs, release kinds). */
public enum ReleaseKind {
  /** The same major: backward compatible. */
  MAINTENANCE,
  /** The major changes: the database's schema may change. */
  MAJOR;

  public static ReleaseKind between(Version from, Version to) {
    return from.line().equals(to.line()) ? MAINTENANCE : MAJOR;
  }
}

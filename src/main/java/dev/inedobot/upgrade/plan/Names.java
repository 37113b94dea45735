package dev.inedobot.upgrade.plan;

/** The names that a container's neighbours have during an upgrade. */
public final class Names {
  private static final String NEXT = "-next";
  private static final String OLD = "-old";

  private Names() {}

  /** The new container before it takes over; also the lock between bots that share an engine. */
  public static String next(String container) {
    return container + NEXT;
  }

  /** The old container once it is set aside. */
  public static String old(String container) {
    return container + OLD;
  }

  /** A container for one task beside it. */
  public static String task(String container, String role) {
    return container + "-" + role;
  }

  /** Whether it is the name of a container that has not taken over yet. */
  public static boolean isNext(String name) {
    return name.endsWith(NEXT);
  }

  /** Whether a container of that name belongs to somebody's upgrade rather than being in use. */
  public static boolean isOfAnUpgrade(String name) {
    return name.endsWith(NEXT) || name.endsWith(OLD);
  }
}

package dev.inedobot.doctor;

import java.util.List;

/** Looks at everything there is to look at, and changes nothing. */
@FunctionalInterface
public interface Examination {
  /** What was found, in the order in which it is read best. Blocks for up to 20 seconds. */
  List<Finding> examine();
}

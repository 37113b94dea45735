package dev.inedobot.upgrade.plan;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What one check found. */
sealed interface Finding {
  /**
   * Nothing stands in the way.
   *
   * @param words what was checked and how it is, as a short phrase; empty where that goes without
   *     saying
   */
  record Fine(String words) implements Finding {}

  /**
   * Somebody should know it before approving.
   *
   * @param about what it is about, each a kind of thing and a name. It tells of nothing new if each
   *     of these was told of before, whatever figures its sentence holds
   */
  record Warning(Set<String> about, String sentence) implements Finding {
    public Warning {
      about = Set.copyOf(about);
    }

    /** One of a kind of which there is only one. */
    Warning(String kind, String sentence) {
      this(Set.of(kind), sentence);
    }

    /** One about several things of the same kind. */
    static Warning of(String kind, Collection<String> names, String sentence) {
      return new Warning(
          names.stream().map(name -> kind + " " + name).collect(Collectors.toSet()), sentence);
    }
  }

  /** It can't be done like this. */
  record Refused(Refusal refusal) implements Finding {}

  static Finding refused(String reason, String remedy, Object... about) {
    return new Refused(new Refusal(reason.formatted(about), remedy.formatted(about)));
  }
}

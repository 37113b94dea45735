package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import java.util.List;

/** Lists what a registry offers. */
public interface TagLists {
  /**
   * All tags of a repository, in no particular order. May answer from a cache.
   *
   * @throws RegistryProblem if they can't be had
   */
  List<Tag> tags(ImageReference repository) throws RegistryProblem;

  /** Why a registry's tags can't be listed; the message says what was tried and what to do. */
  final class RegistryProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public RegistryProblem(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

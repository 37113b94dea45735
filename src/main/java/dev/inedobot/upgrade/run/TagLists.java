package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what registries offer. */
public interface TagLists {
  /**
   * All tags of a repository, in no particular order.
   *
   * @param repository whose
   * @param transport how its registry may be spoken to
   * @param age how old the answer may be
   * @throws RegistryProblem if they can't be had
   */
  List<Tag> tags(ImageReference repository, Transport transport, Age age) throws RegistryProblem;

  /** How a registry may be spoken to. */
  enum Transport {
    /** By HTTPS, with a certificate that this machine trusts. */
    TRUSTED,
    /** Without checking its certificate, or by plain HTTP if it speaks that only. */
    INSECURE
  }

  /** How old an answer may be. */
  enum Age {
    /** A few minutes. */
    REMEMBERED,
    /** It is asked for anew. */
    FRESH
  }

  /** Why a registry's tags can't be listed; the message says what was tried and what to do. */
  final class RegistryProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public RegistryProblem(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}

package dev.inedobot.upgrade.run;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.ConnectionFile;
import dev.inedobot.upgrade.plan.ConnectionString;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHomes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a product logs in to its database, also where that is in a file in its container (Inedo
 * docs, {@code …_CONNECTION_STRING_FILE}). A secret of Docker's own lies on a tmpfs, which an
 * engine hands nothing out of.
 */
final class ConnectionFiles {
  private ConnectionFiles() {}

  /**
   * The file that a container names, as it is now; null if it names none. Throws {@link
   * HostProblem} where another look may tell: the engine does not answer or fails, or the file
   * changes meanwhile. Only what it never tells is told as trouble.
   */
  static @Nullable ConnectionFile look(
      ContainerHost host, Product product, ContainerFacts container) {
    return look(host::smallFile, product, container);
  }

  static @Nullable ConnectionFile look(
      Hidden.Reading host, Product product, ContainerFacts container) {
    return DatabaseHomes.connectionFile(product, container.environment())
        .map(path -> read(host, container, path))
        .orElse(null);
  }

  private static ConnectionFile read(Hidden.Reading host, ContainerFacts container, String path) {
    try {
      Optional<String> text = host.smallFile(container.id(), path);
      return new ConnectionFile(
          path,
          text.map(ConnectionFiles::parse).orElse(null),
          text.isPresent()
              ? ""
              : "The engine hands out no file %s of the container %s; a secret that lies in its memory, as Docker's own do, it never does."
                  .formatted(path, container.name()));
    } catch (HostProblem problem) {
      if (problem.isUnreachable() || problem.isFailing() || problem.isChanging()) {
        throw problem;
      }
      return new ConnectionFile(path, null, String.valueOf(problem.getMessage()));
    }
  }

  /**
   * How it logs in, read now; empty if nothing says. Throws {@link HostProblem} if it is in a file
   * that can't be read.
   */
  static Optional<ConnectionString> login(
      ContainerHost host, Product product, ContainerFacts container) {
    ConnectionFile file = look(host, product, container);
    if (file == null) {
      return DatabaseHomes.connection(product, container.environment());
    }
    if (file.connection() == null) {
      throw HostProblem.refused(
          "The connection string of %s can't be read any more. %s"
              .formatted(container.name(), file.trouble()));
    }
    return Optional.of(file.connection());
  }

  /**
   * As editors and other programs leave it: with an end of the line, or a mark at its beginning.
   */
  static ConnectionString parse(String text) {
    return ConnectionString.parse(text.replace("\uFEFF", "").strip());
  }
}

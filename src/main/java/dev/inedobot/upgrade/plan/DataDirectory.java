package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Product;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a whole backup beside the database: a directory that is a mount of its own, so
 * that it can be copied by itself.
 *
 * @param path where it is in the product's container
 * @param bytes how much it takes up; null if that was not measured, or could not be in time
 */
public record DataDirectory(String path, @Nullable Long bytes) {

  /**
   * That of a container; empty if the product has none, or it is no mount of its own, or has
   * further mounts within, which a copy of the one mount would lack.
   */
  static Optional<DataDirectory> of(Product product, ContainerFacts container) {
    return product.dataPaths().stream()
        .filter(Product.DataPath::primary)
        .map(Product.DataPath::path)
        .filter(
            path ->
                container.ties().mounts().stream()
                    .noneMatch(mount -> mount.target().startsWith(path + "/")))
        .filter(
            path ->
                container.ties().mounts().stream()
                    .anyMatch(mount -> mount.target().equals(path) && !mount.source().isEmpty()))
        .findFirst()
        .map(path -> new DataDirectory(path, null));
  }

  /** What it holds, for example {@code packages}. */
  public String words() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** For people: {@code 12.3 GB}, or that it is not known. */
  public String size() {
    return bytes == null ? "size unknown" : Disk.words(bytes);
  }
}

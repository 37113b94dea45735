package dev.inedobot.product;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A product of Inedo's that runs as a container. */
public enum Product {
  PROGET(
      "proget",
      "ProGet",
      List.of(
          new DataPath("/var/proget/packages", true),
          new DataPath("/var/proget/database", false),
          new DataPath("/var/proget/backups", false)),
      "A whole backup of ProGet is its database and the packages volume (/var/proget/packages): the"
          + " database alone does not hold the packages."),
  BUILDMASTER(
      "buildmaster",
      "BuildMaster",
      List.of(new DataPath("/var/buildmaster/artifacts", true)),
      "A whole backup of BuildMaster is its database and the artifacts volume"
          + " (/var/buildmaster/artifacts): the database alone does not hold the artifacts."),
  OTTER(
      "otter",
      "Otter",
      List.of(),
      "A whole backup of Otter is its database; Otter has no data volume of its own, but keep what you"
          + " mounted (extensions, certificates) too.");

  private final String id;
  private final String displayName;
  private final List<DataPath> dataPaths;
  private final String backupAdvice;

  Product(String id, String displayName, List<DataPath> dataPaths, String backupAdvice) {
    this.id = id;
    this.displayName = displayName;
    this.dataPaths = dataPaths;
    this.backupAdvice = backupAdvice;
  }

  /**
   * A place in the container where the product keeps data.
   *
   * @param path the documented path
   * @param primary whether it is always in use; the others are for some ways of running it only
   */
  public record DataPath(String path, boolean primary) {}

  /** As people type it, for example {@code proget}. */
  public String id() {
    return id;
  }

  /** As Inedo writes it, for example {@code ProGet}. */
  public String displayName() {
    return displayName;
  }

  /** How the repository of its images ends. */
  public String repositorySuffix() {
    return "inedo/" + id;
  }

  /** Where Inedo documents that data is kept. */
  public List<DataPath> dataPaths() {
    return dataPaths;
  }

  /** What belongs to a whole backup (Inedo docs, Backing up and Restoring). */
  public String backupAdvice() {
    return backupAdvice;
  }

  /** Whether its health address tells the version; no health address is documented for Otter. */
  public boolean reportsVersion() {
    return this != OTTER;
  }

  public static Optional<Product> byId(String text) {
    String id = text.toLowerCase(Locale.ROOT);
    for (Product product : values()) {
      if (product.id.equals(id)) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }

  /** The product of a repository that ends with {@code inedo/<id>}, such as a mirror's. */
  public static Optional<Product> byRepository(String repository) {
    for (Product product : values()) {
      String suffix = product.repositorySuffix();
      if (repository.equals(suffix) || repository.endsWith("/" + suffix)) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }
}

package dev.inedobot.demo;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import java.util.ArrayList;
import java.util.List;

/**
 * A product to run as the seed's {@code docker run} line does.
 *
 * @param instance what people type, and what its volumes are called after
 * @param container the container's name
 * @param tag the release that runs
 * @param port the port on loopback that its port 80 is published at; 0 for any free one
 * @param environment further variables, each {@code NAME=value}
 */
public record DemoProduct(
    String instance, String container, StandInTag tag, int port, List<String> environment) {

  public DemoProduct {
    environment = List.copyOf(environment);
  }

  /** The directories that are volumes: the files, what stands in for the database, backups. */
  List<String> directories() {
    List<String> directories = new ArrayList<>(tag.product().files());
    directories.add(tag.product().database());
    if (hasEmbeddedDatabase()) {
      directories.addAll(tag.product().backups());
    }
    return directories;
  }

  /** As a new installation of ProGet 2025 or later has it (Inedo docs, Docker installation). */
  private boolean hasEmbeddedDatabase() {
    return tag.product().embedsDatabase(tag.version().major());
  }

  /** The variables that a user would set, the connection string with its password among them. */
  List<String> variables() {
    StandInProduct product = tag.product();
    List<String> variables = new ArrayList<>();
    if (!hasEmbeddedDatabase()) {
      variables.add(
          "SQL_CONNECTION_STRING=Data Source=%s-sql; Initial Catalog=%s; User ID=sa; Password=not-a-real-one"
              .formatted(container, product.title()));
    }
    variables.add("TZ=Europe/Berlin");
    variables.addAll(environment);
    return variables;
  }
}

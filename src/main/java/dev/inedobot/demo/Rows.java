package dev.inedobot.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * What users write to a stand-in's database, through the product itself: names, kept as rows.
 *
 * @param port where the product's port 80 is published on loopback
 */
public record Rows(int port) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private static final int CREATED = 201;

  /**
   * Writes one.
   *
   * @param name lower-case letters, digits and hyphens
   * @throws DemoRefused if the product does not take it
   */
  public void write(String name) throws DemoRefused, InterruptedException {
    try {
      int status =
          HTTP.send(
                  HttpRequest.newBuilder(address("/standin/rows/" + name))
                      .PUT(BodyPublishers.noBody())
                      .timeout(PATIENCE)
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status != CREATED) {
        throw new DemoRefused("The row %s was answered with status %d.".formatted(name, status));
      }
    } catch (IOException problem) {
      throw new DemoRefused(
          "The row %s could not be written: %s".formatted(name, problem.getMessage()));
    }
  }

  /** All there are, in the order of their names. */
  public List<String> read() throws DemoRefused, InterruptedException {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(address("/standin/rows")).timeout(PATIENCE).build(),
              BodyHandlers.ofString())
          .body()
          .lines()
          .toList();
    } catch (IOException problem) {
      throw new DemoRefused("The rows could not be read: " + problem.getMessage());
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}

package dev.inedobot.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inedobot.demo.standin.StandInProduct;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a product itself which version it is, apart from the bot's own way of asking: the health
 * address, and for Otter, which documents none, the stand-in's first page.
 */
public final class ReportedVersion {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TITLE = Pattern.compile("<title>\\w+ stand-in ([0-9.]+)</title>");

  private ReportedVersion() {}

  /** The release number, such as {@code 24.0.5}; empty while it does not answer with one. */
  public static Optional<String> ask(StandInProduct product, int port) {
    return switch (product) {
      case PROGET, BUILDMASTER ->
          number(port, "/health").or(() -> number(port, "/health?format=json"));
      case OTTER ->
          get(port, "/").map(TITLE::matcher).filter(Matcher::find).map(found -> found.group(1));
    };
  }

  private static Optional<String> number(int port, String path) {
    return get(port, path)
        .flatMap(
            body -> {
              try {
                return Optional.ofNullable(JSON.readTree(body).get("releaseNumber"));
              } catch (JsonProcessingException noJson) {
                return Optional.empty();
              }
            })
        .map(com.fasterxml.jackson.databind.JsonNode::asText);
  }

  private static Optional<String> get(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

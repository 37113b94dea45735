package dev.inedobot.probe;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.run.HealthProbe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks over HTTP, never by way of a proxy, and never follows a redirect. It accepts any
 * certificate: a product on its own port commonly has a self-signed one, the question carries
 * nothing secret, and the answer is not worth forging for somebody who sits between the bot and its
 * own container host. Safe for several threads.
 */
public final class HttpHealthProbe implements HealthProbe {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int LONGEST_BODY = 64 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .sslContext(AnyCertificate.context())
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  @Override
  public Optional<HealthAnswer> ask(URI address) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(ANSWER)
              .header("Accept", "application/json, text/plain;q=0.9, */*;q=0.1")
              .GET()
              .build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      Map<String, String> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      InputStream stream = response.body();
      // The client's own limit ends with the headers; a body that stalls would hold a run for ever.
      CompletableFuture.delayedExecutor(ANSWER.toSeconds(), TimeUnit.SECONDS)
          .execute(() -> closeQuietly(stream));
      String body = read(stream);
      return Optional.of(
          new HealthAnswer(response.statusCode(), headers, FlatJson.members(body), body));
    } catch (IOException | IllegalArgumentException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException closing) {
      // Whoever reads it is told.
    }
  }

  private static String read(InputStream body) throws IOException {
    try (body) {
      return new String(body.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
    }
  }
}

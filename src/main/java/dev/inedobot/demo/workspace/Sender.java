package dev.inedobot.demo.workspace;

import com.slack.api.app_backend.SlackSignature;
import dev.inedobot.demo.workspace.Delivery.Sent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends signed requests to the bot and waits for the acknowledgement as long as Slack does. */
final class Sender {
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();
  private final Duration deadline;

  Sender(Duration deadline) {
    this.deadline = deadline;
  }

  Delivery send(URI to, Sent sent) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .header(SlackSignature.HeaderNames.X_SLACK_REQUEST_TIMESTAMP, sent.timestamp())
            .header(SlackSignature.HeaderNames.X_SLACK_SIGNATURE, sent.signature())
            .POST(HttpRequest.BodyPublishers.ofString(sent.body()))
            .build();
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      HttpResponse<String> response = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      int status = response.statusCode();
      return new Delivery(status, response.body(), since(start), status == OK, sent);
    } catch (TimeoutException late) {
      answer.cancel(true);
      return failed("no acknowledgement within " + deadline.toMillis() + " ms", start, sent);
    } catch (ExecutionException lost) {
      return failed(String.valueOf(lost.getCause()), start, sent);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      return failed("interrupted", start, sent);
    }
  }

  private static Delivery failed(String why, long start, Sent sent) {
    return new Delivery(0, why, since(start), false, sent);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

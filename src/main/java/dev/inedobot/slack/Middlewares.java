package dev.inedobot.slack;

import com.slack.api.app_backend.SlackSignature;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.builtin.RequestVerification;
import java.util.List;

/**
 * What a request passes in Bolt before its listener. Bolt's own list asks Slack who the bot is, at
 * the first request and every ten minutes, within the three seconds of an acknowledgement; the bot
 * knows that from its start.
 */
final class Middlewares {
  private Middlewares() {}

  /** Without a signing secret only what comes by Socket Mode may reach the app. */
  static List<Middleware> of(AppConfig config) {
    String secret = config.getSigningSecret();
    return secret == null || secret.isBlank()
        ? List.of()
        : List.of(
            new RequestVerification(
                new SlackSignature.Verifier(new SlackSignature.Generator(secret))));
  }
}

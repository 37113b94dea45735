package dev.inedobot.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment's part of the configuration. */
final class EnvironmentReader {
  private static final String SLACK_API = "https://slack.com/api/";

  private final Map<String, String> environment;
  private final List<String> problems;

  EnvironmentReader(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  private String get(String name, String usual) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? usual : value;
  }

  Config.Slack slack(List<String> channels) {
    String token = get("SLACK_BOT_TOKEN", "");
    String secret = get("SLACK_SIGNING_SECRET", "");
    if (token.isEmpty()) {
      problems.add(
          "SLACK_BOT_TOKEN is not set: it is the bot token (xoxb-…) on the Slack app's page “OAuth &"
              + " Permissions”.");
    }
    String appToken = get("SLACK_APP_TOKEN", "");
    if (token.startsWith("xapp-")) {
      problems.add(
          "SLACK_BOT_TOKEN is an app-level token (xapp-…); that belongs into SLACK_APP_TOKEN. The bot token"
              + " (xoxb-…) is on the Slack app's page “OAuth & Permissions”.");
    }
    if (appToken.startsWith("xoxb-")) {
      problems.add(
          "SLACK_APP_TOKEN is a bot token (xoxb-…); that belongs into SLACK_BOT_TOKEN. The app-level token"
              + " (xapp-…) is on the Slack app's page “Basic Information”.");
    }
    readable("SLACK_BOT_TOKEN", token, "bot token (xoxb-…)", "OAuth & Permissions");
    readable("SLACK_APP_TOKEN", appToken, "app-level token (xapp-…)", "Basic Information");
    if (appToken.isEmpty() && secret.isEmpty()) {
      problems.add(
          "Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set. Socket Mode, which needs no address that"
              + " Slack reaches, takes the app-level token (xapp-…); requests over HTTP take the signing secret,"
              + " without which anybody could speak as Slack. Both are on the Slack app's page “Basic Information”.");
    }
    String api = get("SLACK_API_URL", SLACK_API);
    if (!api.matches("https?://.+/api/")) {
      problems.add("SLACK_API_URL must be an http or https address that ends with /api/.");
    }
    return new Config.Slack(
        new Secret(token), new Secret(secret), new Secret(appToken), api, channels);
  }

  private void readable(String name, String token, String what, String page) {
    if (!token.isEmpty() && !new Secret(token).fitsHeader()) {
      problems.add(
          "%s has a character that no token has, such as a space or “…”: copy the whole %s anew from the Slack"
                  .formatted(name, what)
              + " app's page “%s”.".formatted(page));
    }
  }

  Config.Web web() {
    String port = get("INEDOBOT_PORT", "3000");
    int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
    if (number < 0 || number > 65_535) {
      problems.add("INEDOBOT_PORT must be a port from 0 (any free one) to 65535.");
    }
    // In Socket Mode only this machine has something to ask.
    String usual = get("SLACK_APP_TOKEN", "").isEmpty() ? "0.0.0.0" : "127.0.0.1";
    return new Config.Web(get("INEDOBOT_BIND", usual), number);
  }

  String databaseUrl() {
    String url = get("INEDOBOT_DATABASE_URL", "jdbc:sqlite:inedobot.db");
    if (!url.startsWith("jdbc:sqlite:")) {
      problems.add("INEDOBOT_DATABASE_URL must start with jdbc:sqlite: (a file follows).");
    }
    return url;
  }

  /** The engine that Docker's own tools would use. */
  Config.Host docker() {
    String address = get("DOCKER_HOST", "unix:///var/run/docker.sock");
    boolean tls = !get("DOCKER_TLS_VERIFY", "").isEmpty();
    String certificates = get("DOCKER_CERT_PATH", get("HOME", "") + "/.docker");
    return new Config.Host(
        HostsReader.uri(address, "DOCKER_HOST", problems), tls ? Path.of(certificates) : null);
  }

  /** Where Docker's {@code config.json} is, or null for the usual place. */
  static @Nullable Path dockerConfig(Map<String, String> environment) {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "").strip();
    return directory.isEmpty() ? null : Path.of(directory);
  }

  static URI nowhere() {
    return URI.create("unix:///nowhere");
  }
}

package dev.inedobot.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of Slack's Web API as the bot uses it. */
final class SlackClient {
  private static final Logger LOG = LoggerFactory.getLogger(SlackClient.class);
  private static final int CALL_TIMEOUT_MILLIS = 10_000;

  private SlackClient() {}

  /**
   * One of its own, to be closed.
   *
   * @param apiUrl ends with {@code /api/}
   */
  static Slack of(String apiUrl) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(apiUrl);
    config.setHttpClientCallTimeoutMillis(CALL_TIMEOUT_MILLIS);
    config.setHttpClientReadTimeoutMillis(CALL_TIMEOUT_MILLIS);
    config.setHttpClientWriteTimeoutMillis(CALL_TIMEOUT_MILLIS);
    // For its statistics it would ask auth.test before other calls, with each token.
    config.setStatsEnabled(false);
    endForgotten(config);
    if (apiUrl.matches("https?://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/].*")) {
      // The client takes the proxy of the environment, but not its exceptions.
      config.setProxyUrl(null);
    }
    return Slack.getInstance(config);
  }

  /** Slack's SDK (1.47.0) starts a thread for the statistics of SCIM too, and never ends it. */
  private static void endForgotten(SlackConfig config) {
    config.getSCIM2Config().setStatsEnabled(false);
    try {
      config.getSCIM2Config().getMetricsDatastore().close();
    } catch (Exception problem) {
      LOG.info("A thread of Slack's client did not end: {}", problem.toString());
    }
  }

  /** Ends a client's connections and threads. */
  static void close(Slack slack) {
    try {
      slack.close();
    } catch (Exception problem) {
      LOG.info("The client of Slack did not close: {}", problem.toString());
    }
  }
}

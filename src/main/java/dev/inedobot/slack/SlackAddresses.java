package dev.inedobot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import dev.inedobot.slack.socket.SocketAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks Slack by the app-level token where a connection may be opened. */
final class SlackAddresses implements SocketAddresses {
  private final MethodsClient slack;

  /** One that was given and not used yet. */
  private final AtomicReference<@Nullable URI> given = new AtomicReference<>();

  /**
   * @param slack speaks with the app-level token
   */
  SlackAddresses(MethodsClient slack) {
    this.slack = slack;
  }

  /** Asks for an address now, for the one who needs the first. */
  void ask() throws NoAddress {
    given.set(fetch());
  }

  @Override
  public URI next() throws NoAddress {
    URI first = given.getAndSet(null);
    return first == null ? fetch() : first;
  }

  private URI fetch() throws NoAddress {
    @Nullable AppsConnectionsOpenResponse answer;
    try {
      answer = slack.appsConnectionsOpen(request -> request);
    } catch (SlackApiException failed) {
      int status = failed.getResponse().code();
      Duration wait = SlackErrors.retryAfter(failed, Duration.ZERO);
      throw unreachable("HTTP status " + status, wait, failed);
    } catch (IOException lost) {
      throw unreachable(String.valueOf(lost.getMessage()), Duration.ZERO, lost);
    } catch (RuntimeException unreadable) {
      throw unreachable("what answered is not Slack", Duration.ZERO, unreadable);
    }
    if (answer == null) {
      throw unreachable("it gave an empty answer", Duration.ZERO, null);
    }
    if (!answer.isOk()) {
      throw refused(String.valueOf(answer.getError()));
    }
    try {
      URI address = new URI(String.valueOf(answer.getUrl()));
      if (isProtected(address)) {
        return address;
      }
    } catch (URISyntaxException odd) {
      // Said below, without the address, which is as good as a password.
    }
    throw unreachable("it gave an address that is none for wss", Duration.ZERO, null);
  }

  /** By TLS; on this machine it may do without. */
  private static boolean isProtected(URI address) {
    boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
    return address.getHost() != null
        && ("wss".equals(address.getScheme()) || ("ws".equals(address.getScheme()) && here));
  }

  private static NoAddress unreachable(String why, Duration wait, @Nullable Throwable cause) {
    return new NoAddress(
        "Slack gives no address for a connection (apps.connections.open): " + why,
        wait,
        true,
        cause);
  }

  private static NoAddress refused(String error) {
    if (SlackErrors.isPassing(error)) {
      return unreachable("it answered " + error, Duration.ZERO, null);
    }
    return new NoAddress(
        "Slack does not accept SLACK_APP_TOKEN: apps.connections.open answered %s. Turn Socket Mode on"
                .formatted(error)
            + " (page “Socket Mode” of the app) and take an app-level token (xapp-…) with the scope"
            + " connections:write from its page “Basic Information”.",
        Duration.ZERO,
        false,
        null);
  }
}

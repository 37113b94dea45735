package dev.inedobot.slack;

import com.slack.api.Slack;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The proxy that Slack's own client uses, for connections that it does not open itself. */
final class SlackProxy {
  private static final Logger LOG = LoggerFactory.getLogger(SlackProxy.class);
  private static final int HTTP = 80;

  private SlackProxy() {}

  /** The proxy of {@code HTTPS_PROXY} or {@code HTTP_PROXY}; null for none. */
  static @Nullable InetSocketAddress of(Slack slack) {
    return parse(slack.getConfig().getProxyUrl());
  }

  static @Nullable InetSocketAddress parse(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return null;
    }
    try {
      URI proxy = new URI(url.contains("://") ? url : "http://" + url);
      if (proxy.getUserInfo() != null) {
        LOG.warn("The proxy wants a login, which Socket Mode's connections can't give");
      }
      String host = proxy.getHost();
      if (host != null) {
        return InetSocketAddress.createUnresolved(
            host, proxy.getPort() < 0 ? HTTP : proxy.getPort());
      }
    } catch (URISyntaxException unreadable) {
      // Said below, without the address, which may have a password in it.
    }
    LOG.warn("HTTPS_PROXY or HTTP_PROXY is no address such as http://proxy:3128; it is not used");
    return null;
  }
}

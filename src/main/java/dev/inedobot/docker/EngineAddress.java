package dev.inedobot.docker;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine listens.
 *
 * @param uri {@code unix:///var/run/docker.sock} or {@code tcp://host:2376}
 * @param tls the directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, or null for
 *     no TLS
 * @param dockerConfig the directory of Docker's {@code config.json}, where registry logins are, or
 *     null for the usual one
 */
public record EngineAddress(URI uri, @Nullable Path tls, @Nullable Path dockerConfig) {

  /** Whether it is a socket in the file system that the bot sees. */
  boolean isLocal() {
    return "unix".equals(uri.getScheme());
  }

  /** The host that published ports are reached at: this machine for a local socket. */
  public String host() {
    String host = uri.getHost();
    return host == null || isLocal() ? "127.0.0.1" : host;
  }
}

package dev.inedobot.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with {@code /healthz}, {@code /readyz} and, over HTTP, one door for Slack. */
public final class WebServer implements AutoCloseable {
  private static final int THREADS = 64;
  private static final long IDLE_MILLIS = 30_000;
  private static final long STOP_MILLIS = 5_000;

  /** At the end a connection that waits for its next request is not waited for. */
  private static final long SHUTDOWN_IDLE_MILLIS = 50;

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to listen.
   *
   * @param bind the address to listen on
   * @param port 0 for any free one
   * @param door what every request to {@code /slack/events} has to pass first
   * @param slack takes what passed
   * @throws IllegalStateException if the port can't be had
   */
  public static WebServer start(
      String bind, int port, Filter door, HttpServlet slack, Readiness readiness) {
    return start(
        bind,
        port,
        context -> {
          context.addFilter(
              new FilterHolder(door), "/slack/events", EnumSet.of(DispatcherType.REQUEST));
          context.addServlet(new ServletHolder(slack), "/slack/events");
        },
        readiness);
  }

  /** As before, without a door for Slack: in Socket Mode it comes by other ways. */
  public static WebServer start(String bind, int port, Readiness readiness) {
    return start(bind, port, context -> {}, readiness);
  }

  private static WebServer start(
      String bind, int port, Consumer<ServletContextHandler> slack, Readiness readiness) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("web");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(bind);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    server.addConnector(connector);

    ServletContextHandler context = new ServletContextHandler();
    slack.accept(context);
    context.addServlet(new ServletHolder(new AliveServlet()), "/healthz");
    context.addServlet(new ServletHolder(new ReadyServlet(readiness)), "/readyz");
    context.addServlet(new ServletHolder(new NothingHereServlet()), "/");
    server.setHandler(context);
    server.setStopTimeout(STOP_MILLIS);
    try {
      server.start();
    } catch (Exception failure) {
      stopQuietly(server);
      throw new IllegalStateException(
          "Tried to listen on %s port %d, but that failed: %s. Set INEDOBOT_BIND or INEDOBOT_PORT."
              .formatted(bind, port, failure.getMessage()),
          failure);
    }
    return new WebServer(server, connector);
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Its address as this machine reaches it. */
  public URI local() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private static void stopQuietly(Server server) {
    try {
      server.stop();
    } catch (Exception alreadyFailing) {
      // What led here is reported.
    }
  }

  @Override
  public void close() {
    stopQuietly(server);
  }
}

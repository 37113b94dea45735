package dev.inedobot.demo.workspace;

import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** Jetty on a free port that only this machine reaches. */
final class WorkspaceServer implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int LARGEST_FORM = 2_000_000;

  private final Server server;
  private final ServerConnector connector;

  private WorkspaceServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static WorkspaceServer start(
      HttpServlet api, HttpServlet responses, HttpServlet page, Sockets sockets) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("workspace");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.setMaxFormContentSize(LARGEST_FORM);
    context.addServlet(new ServletHolder(api), "/api/*");
    context.addServlet(new ServletHolder(responses), "/response/*");
    ServletHolder pages = new ServletHolder(page);
    context.addServlet(pages, "");
    context.addServlet(pages, "/page/*");
    WebSocketUpgradeHandler links =
        WebSocketUpgradeHandler.from(
            server, container -> container.addMapping("/link/*", sockets::accept));
    links.setHandler(context);
    server.setHandler(links);
    WorkspaceServer started = new WorkspaceServer(server, connector);
    try {
      server.start();
    } catch (Exception failure) {
      started.close();
      throw new IllegalStateException(
          "Tried to listen on 127.0.0.1 for the local workspace, but that failed: "
              + failure.getMessage(),
          failure);
    }
    sockets.at(started.address());
    return started;
  }

  /** Its address, without a slash at the end. */
  String address() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception stopping) {
      // It goes with the process at the latest.
    }
  }
}

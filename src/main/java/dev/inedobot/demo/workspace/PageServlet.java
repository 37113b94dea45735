package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The workspace's page: its files, what happens as server-sent events, and what people do on it.
 * Only for this machine: what is done needs JSON, which no other site's page can send here.
 */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS_BETWEEN_SIGNS_OF_LIFE = 10;
  private static final Map<String, String> FILES =
      Map.of("", "index.html", "/page.css", "page.css", "/page.js", "page.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8");

  private final transient Page page;
  private final transient Changes changes;
  private final transient Traffic traffic;
  private final transient Deeds deeds;

  /** What people do on the page. */
  interface Deeds {
    void type(Member who, String channelId, String line);

    void click(Member who, String channelId, String ts, String actionId);

    /**
     * Makes something go wrong, or not any more.
     *
     * @param fault {@code down}, {@code slow}, {@code twice} or {@code limit}
     */
    void fault(String fault, boolean on);
  }

  PageServlet(Page page, Changes changes, Traffic traffic, Deeds deeds) {
    this.page = page;
    this.changes = changes;
    this.traffic = traffic;
    this.deeds = deeds;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:");
    String path = request.getServletPath();
    if (path.equals("/page/events")) {
      stream(page.who(String.valueOf(request.getParameter("who"))), response);
      return;
    }
    String file = FILES.get(path);
    try (InputStream content =
        file == null ? null : PageServlet.class.getResourceAsStream("page/" + file)) {
      if (file == null || content == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
      content.transferTo(response.getOutputStream());
    }
  }

  /** Until the page is gone. */
  private void stream(Member who, HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream; charset=utf-8");
    PrintWriter out = response.getWriter();
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Runnable endTraffic = traffic.tell(entry -> events.add(event("traffic", page.traffic(entry))));
    Runnable endChanges =
        changes.tell(
            change -> {
              if (page.isFor(who, change)) {
                events.add(event("message", page.message(change)));
              }
            });
    try {
      out.write(event("world", page.world(who)));
      page.visible(who).forEach(change -> out.write(event("message", page.message(change))));
      traffic.all().forEach(entry -> out.write(event("traffic", page.traffic(entry))));
      while (!out.checkError()) {
        String next = events.poll(SECONDS_BETWEEN_SIGNS_OF_LIFE, TimeUnit.SECONDS);
        // The world too: people and channels may have been added.
        out.write(next == null ? event("world", page.world(who)) : next);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      endChanges.run();
      endTraffic.run();
    }
  }

  private static String event(String name, ObjectNode data) {
    return "event: %s\ndata: %s\n\n".formatted(name, data);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String type = String.valueOf(request.getContentType());
    if (!type.startsWith("application/json")) {
      response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      return;
    }
    JsonNode body = JSON.readTree(request.getInputStream());
    Member who = page.who(body.path("who").asText());
    String channel = body.path("channel").asText();
    try {
      switch (request.getServletPath()) {
        case "/page/type" -> deeds.type(who, channel, body.path("line").asText());
        case "/page/click" ->
            deeds.click(who, channel, body.path("ts").asText(), body.path("action").asText());
        case "/page/fault" -> deeds.fault(body.path("fault").asText(), body.path("on").asBoolean());
        default -> {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
          return;
        }
      }
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      // No error status: browsers would log it as one of the page's.
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      response.setContentType("text/plain; charset=utf-8");
      response.getWriter().write(String.valueOf(wrong.getMessage()));
      return;
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}

package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * The workspace's page: its files, what happens as server-sent events, and what people do on it.
 * Only for this machine: another name for it is refused, and what is done needs JSON, which no
 * other site's page can send here.
 */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");
  private static final Set<String> FILES =
      Set.of(
          "index.html",
          "page.css",
          "page.js",
          "mrkdwn.js",
          "message.js",
          "composer.js",
          "dialogs.js",
          "tools.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8");

  private final transient Page page;
  private final transient Happenings happenings;
  private final transient Deeds deeds;

  PageServlet(Page page, Happenings happenings, Deeds deeds) {
    this.page = page;
    this.happenings = happenings;
    this.deeds = deeds;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (NAMES.contains(request.getServerName())) {
      super.service(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** What follows {@code /page/}; the page itself for the address without anything. */
  private static String asked(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null || path.equals("/") ? "index.html" : path.substring(1);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    String file = asked(request);
    if (file.equals("events")) {
      response.setContentType("text/event-stream; charset=utf-8");
      Member who = page.who(String.valueOf(request.getParameter("who")));
      happenings.stream(who, response.getWriter());
      return;
    }
    try (InputStream content =
        FILES.contains(file) ? PageServlet.class.getResourceAsStream("page/" + file) : null) {
      if (content == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
      content.transferTo(response.getOutputStream());
    }
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
    String told;
    try {
      told = deeds.done(asked(request), page.who(body.path("who").asText()), body);
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      told = String.valueOf(wrong.getMessage());
    }
    // No error status: browsers would log it as one of the page's.
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().write(told);
  }
}

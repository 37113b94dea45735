package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Slack's Web API over HTTP. */
final class WebApiServlet extends JsonServlet {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY = 429;
  private static final String BEARER = "Bearer ";

  private final transient ApiMethods methods;
  private final transient Outage outage;
  private final transient Refusals refusals;

  WebApiServlet(ApiMethods methods, Outage outage, Traffic traffic, Refusals refusals) {
    super(outage, traffic);
    this.methods = methods;
    this.outage = outage;
    this.refusals = refusals;
  }

  @Override
  String called(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }

  @Override
  void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String method = called(request);
    Optional<Duration> wait = outage.limit(method);
    if (wait.isPresent()) {
      Refused limited = new Refused("ratelimited", "come back in " + wait.get().toSeconds() + " s");
      refusals.add(method, limited);
      response.setHeader("Retry-After", Long.toString(wait.get().toSeconds()));
      note(request, "429, come back in %d s".formatted(wait.get().toSeconds()), true);
      answer(response, TOO_MANY, refusal(limited));
      return;
    }
    try {
      JsonNode call = read(request);
      response.setHeader("x-oauth-scopes", String.join(",", methods.scopes()));
      ObjectNode answer = methods.call(method, token(request, call), call);
      note(request, "ok", false);
      answer(response, HttpServletResponse.SC_OK, answer.put("ok", true));
    } catch (Refused refused) {
      refusals.add(method, refused);
      note(request, refused.error(), true);
      answer(response, HttpServletResponse.SC_OK, refusal(refused));
    }
  }

  private static String token(HttpServletRequest request, JsonNode call) {
    String header = request.getHeader("Authorization");
    return header != null && header.startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : call.path("token").asText();
  }
}

package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Answers in JSON; fails on purpose while the API is down. */
abstract class JsonServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DROP = -1;
  private static final String BEGIN = "dev.inedobot.begin";
  private static final String CARRIED = "dev.inedobot.carried";

  private final transient Outage outage;
  private final transient Traffic traffic;

  JsonServlet(Outage outage, Traffic traffic) {
    this.outage = outage;
    this.traffic = traffic;
  }

  /** What is called, for people. */
  abstract String called(HttpServletRequest request);

  /** Notes what was answered. */
  final void note(HttpServletRequest request, String answer, boolean wrong) {
    Object begin = request.getAttribute(BEGIN);
    long since = begin instanceof Long nanos ? System.nanoTime() - nanos : 0;
    Object carried = request.getAttribute(CARRIED);
    traffic.add(
        "HTTP",
        "← " + called(request),
        carried instanceof JsonNode call ? Carried.readable(call) : "",
        answer,
        wrong,
        Duration.ofNanos(since));
  }

  abstract void take(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute(BEGIN, System.nanoTime());
    switch (outage.next()) {
      case NONE -> {
        rest(outage.delay());
        take(request, response);
      }
      case UNAVAILABLE -> {
        note(request, "503", true);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      }
      case DROPPED -> {
        note(request, "connection dropped", true);
        response.sendError(DROP);
      }
    }
  }

  private static void rest(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the request carries: a form's fields as texts, or the JSON object. */
  static JsonNode read(HttpServletRequest request) throws IOException, Refused {
    JsonNode read = parse(request);
    request.setAttribute(CARRIED, read);
    return read;
  }

  private static JsonNode parse(HttpServletRequest request) throws IOException, Refused {
    String type = request.getContentType();
    if (type == null || !type.startsWith("application/json")) {
      ObjectNode fields = SlackJson.object();
      request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
      return fields;
    }
    try {
      JsonNode body = JSON.readTree(request.getInputStream());
      if (body.isObject()) {
        return body;
      }
      throw new Refused("json_not_object", "the body is no JSON object");
    } catch (JsonProcessingException unreadable) {
      throw new Refused("invalid_json", unreadable.getOriginalMessage());
    }
  }

  static void answer(HttpServletResponse response, int status, ObjectNode body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.getWriter().write(body.toString());
  }

  static ObjectNode refusal(Refused refused) {
    ObjectNode body = SlackJson.object().put("ok", false).put("error", refused.error());
    body.putObject("response_metadata").putArray("messages").add("[ERROR] " + refused.getMessage());
    return body;
  }
}

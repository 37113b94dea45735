package dev.inedobot.demo.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes what is sent to the response addresses. */
final class ResponseUrlServlet extends JsonServlet {
  private static final long serialVersionUID = 1L;

  private final transient ResponseUrls urls;
  private final transient Responses responses;
  private final transient Refusals refusals;

  ResponseUrlServlet(
      ResponseUrls urls, Responses responses, Outage outage, Traffic traffic, Refusals refusals) {
    super(outage, traffic);
    this.urls = urls;
    this.responses = responses;
    this.refusals = refusals;
  }

  @Override
  String called(HttpServletRequest request) {
    return "response_url";
  }

  @Override
  void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getPathInfo();
    try {
      ResponseUrls.Source source = urls.use(path == null ? "" : path.substring(1));
      responses.show(read(request), source);
      note(request, "ok", false);
      answer(response, HttpServletResponse.SC_OK, SlackJson.object().put("ok", true));
    } catch (Refused refused) {
      refusals.add("response_url", refused);
      boolean gone = refused.error().endsWith("_url");
      int status = gone ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST;
      note(request, refused.error(), true);
      answer(response, status, refusal(refused));
    }
  }
}

package dev.inedobot.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with a status and a line of text. */
abstract class PlainServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  static void answer(HttpServletResponse response, int status, String text) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().println(text);
  }
}

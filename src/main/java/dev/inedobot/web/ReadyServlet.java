package dev.inedobot.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether commands are answered, one line for each thing that is needed. */
final class ReadyServlet extends PlainServlet {
  private static final long serialVersionUID = 1L;
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private final transient Readiness readiness;

  /** Being asked often must not become work for the engine. */
  private final transient Cache<String, State> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  private record State(boolean ready, String text) {}

  ReadyServlet(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    State state = remembered.get("state", key -> check());
    answer(response, state.ready() ? 200 : 503, state.text());
  }

  private State check() {
    List<String> lines = new ArrayList<>();
    boolean[] ready = {true};
    readiness
        .checks()
        .forEach(
            (name, check) -> {
              Optional<String> problem = check.get();
              ready[0] &= problem.isEmpty();
              lines.add(name + ": " + problem.orElse("ok"));
            });
    return new State(ready[0], String.join("\n", lines));
  }
}

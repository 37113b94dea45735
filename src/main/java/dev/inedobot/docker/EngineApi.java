package dev.inedobot.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.inedobot.image.ImageReference;
import dev.inedobot.registry.DockerLogins;
import dev.inedobot.registry.DockerLogins.UnreadableLogin;
import dev.inedobot.upgrade.run.HostProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One engine's HTTP API as JSON, over docker-java's transport. Each call ends in an answer or an
 * {@link EngineFailure}. What changes something is made once, but for a start and what {@link
 * #typed} is used for; nothing relies on that, for what stands between may repeat a call as well.
 * Safe for several threads.
 */
final class EngineApi {
  /** Long enough for a busy engine; what may take longer says so. */
  static final Duration USUAL = Duration.ofSeconds(30);

  static final ObjectMapper JSON = new ObjectMapper();

  static final Duration AS_LONG_AS_EACH_CALL_MAY_TAKE = Duration.ofDays(1);

  /**
   * The transport repeats what it can: a DELETE after a lost answer, anything after a 503 or 429. A
   * body that can be read once only keeps it from that. An engine takes none for a start, which is
   * harmless to repeat: what runs is left alone.
   */
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE");

  private final EngineAddress address;
  private final Transports transports;
  private final DockerLogins logins;
  private volatile @Nullable ApiVersion negotiated;

  EngineApi(EngineAddress address) {
    this(address, AS_LONG_AS_EACH_CALL_MAY_TAKE);
  }

  EngineApi(EngineAddress address, Duration longestAnswer) {
    this.address = address;
    this.transports = new Transports(address, longestAnswer);
    this.logins = new DockerLogins(address.dockerConfig());
  }

  EngineAddress address() {
    return address;
  }

  /** docker-java's typed client, for what streams. */
  DockerClient typed(Duration timeout) {
    return transports.typed(timeout);
  }

  /** The API version that both sides speak. */
  ApiVersion version() {
    ApiVersion known = negotiated;
    if (known == null) {
      JsonNode version = call("GET", "/version", null, USUAL, Map.of());
      String most = version.path("ApiVersion").asText();
      String least = version.path("MinAPIVersion").asText(most);
      known = ApiVersion.both(ApiVersion.parse(least), ApiVersion.parse(most));
      negotiated = known;
    }
    return known;
  }

  JsonNode get(String path) {
    return call("GET", versioned(path), null, USUAL, Map.of());
  }

  /** Empty for 404. */
  Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path));
    } catch (EngineFailure failure) {
      if (failure.isNotFound()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Whether there is something at a path; answers with no body. */
  boolean head(String path) {
    try {
      call("HEAD", versioned(path), null, USUAL, Map.of());
      return true;
    } catch (EngineFailure failure) {
      if (failure.isNotFound()) {
        return false;
      }
      throw failure;
    }
  }

  JsonNode post(String path, @Nullable JsonNode body, Duration timeout) {
    return call("POST", versioned(path), body, timeout, Map.of());
  }

  /**
   * An answer that is read while it comes, and closed by the caller.
   *
   * @param silence how long the engine may say nothing, before the answer and in it
   */
  Response open(String method, String path, @Nullable JsonNode body, Duration silence) {
    return execute(method, versioned(path), body, silence, Map.of());
  }

  void delete(String path) {
    call("DELETE", versioned(path), null, Duration.ofMinutes(2), Map.of());
  }

  /**
   * Asks the engine about an image in its registry, with the login that Docker's config has for it.
   */
  JsonNode distribution(ImageReference reference) {
    return call(
        "GET",
        versioned("/distribution/" + reference + "/json"),
        null,
        USUAL,
        login(reference.registry())
            .map(
                login ->
                    Map.of(
                        "X-Registry-Auth",
                        Base64.getUrlEncoder()
                            .encodeToString(json(login).getBytes(StandardCharsets.UTF_8))))
            .orElse(Map.of()));
  }

  /** The login for a registry; one that can't be read is a refusal, not a call without login. */
  Optional<AuthConfig> login(String registry) {
    try {
      return logins
          .of(registry)
          .map(
              login -> {
                AuthConfig config = new AuthConfig().withRegistryAddress(registry);
                return login.isIdentityToken()
                    ? config.withIdentityToken(login.secret())
                    : config.withUsername(login.user()).withPassword(login.secret());
              });
    } catch (UnreadableLogin unreadable) {
      throw HostProblem.refused(
          "The login for the registry %s can't be had: %s."
              .formatted(registry, unreadable.getMessage()),
          unreadable);
    }
  }

  private static String json(AuthConfig login) {
    try {
      return JSON.writeValueAsString(login);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A registry login could not be written as JSON", impossible);
    }
  }

  private String versioned(String path) {
    return "/v" + version() + path;
  }

  private JsonNode call(
      String method,
      String path,
      @Nullable JsonNode body,
      Duration timeout,
      Map<String, String> headers) {
    String what = method + " " + unversioned(path);
    try (Response response = execute(method, path, body, timeout, headers)) {
      byte[] answer = bytes(response);
      if (answer.length == 0 && method.equals("GET")) {
        // An answer that is cut within its headers looks like one without a body.
        throw new EngineFailure(what + " was answered with nothing", 0, null);
      }
      return answer.length == 0 ? JSON.missingNode() : JSON.readTree(answer);
    } catch (JsonProcessingException garbled) {
      throw new EngineFailure(what + " was answered with something that is no JSON", 0, garbled);
    } catch (IOException | RuntimeException silence) {
      throw failure(what, silence);
    }
  }

  private Response execute(
      String method,
      String path,
      @Nullable JsonNode body,
      Duration silence,
      Map<String, String> headers) {
    Request.Builder request = Request.builder().method(method).path(path);
    headers.forEach(request::putHeader);
    if (body != null) {
      request
          .putHeader("Content-Type", "application/json")
          .body(new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8)));
    } else if (CHANGING.contains(method) && !path.endsWith("/start")) {
      request.body(InputStream.nullInputStream());
    }
    try {
      Response response = transports.bearing(silence).execute(request.build());
      int status = response.getStatusCode();
      if (status < 400) {
        return response;
      }
      try (response) {
        throw new EngineFailure(reason(bytes(response), status), status, null);
      }
    } catch (IOException | RuntimeException lost) {
      throw failure(method + " " + unversioned(path), lost);
    }
  }

  private static byte[] bytes(Response response) throws IOException {
    return response.getBody() == null ? new byte[0] : response.getBody().readAllBytes();
  }

  private EngineFailure failure(String what, Exception problem) {
    return problem instanceof EngineFailure failure
        ? failure
        : new EngineFailure(
            "the Docker engine at %s did not answer %s: %s"
                .formatted(address.uri(), what, rootMessage(problem)),
            0,
            problem);
  }

  private static String unversioned(String path) {
    return path.replaceFirst("^/v[0-9.]+", "");
  }

  /** A name, id or path as a part of an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String reason(byte[] answer, int status) {
    try {
      String message = JSON.readTree(answer).path("message").asText("");
      return message.isEmpty() ? "HTTP status " + status : message;
    } catch (IOException notJson) {
      return "HTTP status " + status;
    }
  }

  private static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}

package dev.inedobot.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The logins that {@code docker login} left in Docker's own {@code config.json}, or in the
 * credential helpers that it names (Docker docs, docker login). Read anew each time, so that a
 * login needs no restart. Safe for several threads.
 */
public final class DockerLogins {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCKER_HUB = "docker.io";
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";
  private static final String TOKEN_USER = "<token>";
  private static final int HELPER_SECONDS = 15;

  private final Path file;
  private final UnaryOperator<String> programs;

  /**
   * @param directory of {@code config.json} ({@code DOCKER_CONFIG}), or null for {@code .docker} in
   *     the home directory
   */
  public DockerLogins(@Nullable Path directory) {
    this(directory, UnaryOperator.identity());
  }

  /**
   * @param programs where a credential helper is, by its name
   */
  DockerLogins(@Nullable Path directory, UnaryOperator<String> programs) {
    Path usual = Path.of(System.getProperty("user.home", ""), ".docker");
    this.file = (directory == null ? usual : directory).resolve("config.json");
    this.programs = programs;
  }

  /**
   * A login. Its text does not tell the secret.
   *
   * @param user the name; empty for an identity token
   * @param secret the password, or the identity token
   */
  public record Login(String user, String secret) {
    /** Whether it is a token to get others with, rather than a password. */
    public boolean isIdentityToken() {
      return user.isEmpty();
    }

    @Override
    public String toString() {
      return isIdentityToken() ? "an identity token" : "the login of " + user;
    }
  }

  /**
   * Why the logins can't be read; the message names the file or the helper, and holds no secret.
   */
  public static final class UnreadableLogin extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableLogin(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The login for a registry.
   *
   * @param registry host and port, as in an image's reference
   * @return empty if there is none: the registry is then asked as anybody
   */
  public Optional<Login> of(String registry) throws UnreadableLogin {
    JsonNode config = read();
    String key = registry.equals(DOCKER_HUB) ? DOCKER_HUB_KEY : registry;
    String helper =
        config.path("credHelpers").path(registry).asText(config.path("credsStore").asText());
    return helper.isEmpty() ? inFile(config.path("auths"), registry, key) : ask(helper, key);
  }

  private JsonNode read() throws UnreadableLogin {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException garbled) {
      // Its own message quotes the file.
      throw new UnreadableLogin(file + " is no JSON", null);
    } catch (IOException unreadable) {
      throw new UnreadableLogin(file + " can't be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private Optional<Login> inFile(JsonNode logins, String registry, String key)
      throws UnreadableLogin {
    JsonNode found = logins.path(key);
    for (Map.Entry<String, JsonNode> login : logins.properties()) {
      if (found.isMissingNode() && host(login.getKey()).equals(registry)) {
        found = login.getValue();
      }
    }
    if (!found.path("identitytoken").asText().isEmpty()) {
      return Optional.of(new Login("", found.path("identitytoken").asText()));
    }
    String auth = found.path("auth").asText();
    if (auth.isEmpty()) {
      String user = found.path("username").asText();
      return user.isEmpty()
          ? Optional.empty()
          : Optional.of(new Login(user, found.path("password").asText()));
    }
    try {
      String[] parts =
          new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8).split(":", 2);
      // Docker itself writes a NUL behind some passwords.
      return Optional.of(new Login(parts[0], parts[1].replace("\0", "")));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException garbled) {
      throw new UnreadableLogin("The login for " + registry + " in " + file + " is garbled", null);
    }
  }

  /** Older files name a registry by an address: {@code https://registry.example/v1/}. */
  private static String host(String key) {
    return key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
  }

  /** Credential helpers speak JSON (docker/docker-credential-helpers, README). */
  private Optional<Login> ask(String helper, String key) throws UnreadableLogin {
    String program = "docker-credential-" + helper;
    if (!helper.matches("[A-Za-z0-9._-]+")) {
      throw new UnreadableLogin("Docker's config names an odd credential helper", null);
    }
    Process process;
    try {
      process =
          new ProcessBuilder(programs.apply(program), "get")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException missing) {
      throw new UnreadableLogin(
          "The credential helper %s, which Docker's config names, can't be started: %s"
              .formatted(program, missing.getMessage()),
          missing);
    }
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(key.getBytes(StandardCharsets.UTF_8));
      }
      // What it says is far smaller than what fits into the pipe.
      if (!process.waitFor(HELPER_SECONDS, TimeUnit.SECONDS)) {
        throw new UnreadableLogin("The credential helper " + program + " does not end", null);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(read(said)) : none(program, said);
    } catch (IOException broken) {
      throw new UnreadableLogin(
          "The credential helper %s broke off: %s".formatted(program, broken.getMessage()), broken);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new UnreadableLogin("Interrupted while asking " + program, stopping);
    } finally {
      process.destroy();
    }
  }

  private static Login read(String said) throws IOException {
    JsonNode login = JSON.readTree(said);
    String user = login.path("Username").asText();
    return new Login(user.equals(TOKEN_USER) ? "" : user, login.path("Secret").asText());
  }

  private static Optional<Login> none(String program, String said) throws UnreadableLogin {
    if (said.contains("credentials not found")) {
      return Optional.empty();
    }
    throw new UnreadableLogin("The credential helper " + program + " failed", null);
  }
}

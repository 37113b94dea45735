package dev.inedobot.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import dev.inedobot.registry.DockerLogins.Login;
import dev.inedobot.registry.DockerLogins.UnreadableLogin;
import dev.inedobot.upgrade.run.TagLists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import land.oras.ContainerRef;
import land.oras.Registry;
import land.oras.Tags;
import land.oras.auth.NoAuthProvider;
import land.oras.auth.UsernamePasswordProvider;
import land.oras.exception.OrasException;
import org.jspecify.annotations.Nullable;

/**
 * Tag lists through the ORAS SDK, page by page, with the logins of Docker's own config file.
 * Remembered for a few minutes. Safe for several threads.
 */
public final class OciTagLists implements TagLists {
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 100;

  /** The SDK waits for an answer without end; a person waits for this one. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?/");

  private final Cache<String, List<Tag>> remembered;
  private final DockerLogins logins;
  private final int page;
  private final Duration patience;
  private final ExecutorService asking = Executors.newCachedThreadPool(OciTagLists::thread);

  /**
   * @param rememberedFor how long an answer is good for those who do not need a fresh one
   * @param logins for registries that do not tell everybody
   */
  public OciTagLists(Duration rememberedFor, DockerLogins logins) {
    this(rememberedFor, logins, PAGE, PATIENCE);
  }

  OciTagLists(Duration rememberedFor, DockerLogins logins, int page, Duration patience) {
    this.remembered =
        Caffeine.newBuilder().expireAfterWrite(rememberedFor).maximumSize(100).build();
    this.logins = logins;
    this.page = page;
    this.patience = patience;
  }

  @Override
  public List<Tag> tags(ImageReference repository, Transport transport, Age age)
      throws RegistryProblem {
    String name = repository.registry() + "/" + repository.path();
    List<Tag> known = age == Age.FRESH ? null : remembered.getIfPresent(name);
    if (known == null) {
      known = ask(repository.registry(), name, transport);
      remembered.put(name, known);
    }
    return known;
  }

  private List<Tag> ask(String registry, String name, Transport transport) throws RegistryProblem {
    Optional<Login> login = login(registry, name);
    CompletableFuture<List<Tag>> answer =
        CompletableFuture.supplyAsync(() -> list(name, login.orElse(null), transport), asking);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      answer.cancel(true);
      throw new RegistryProblem(
          "Tried to list the versions in %s, but %s did not answer within %d s. See that it can be reached from here."
              .formatted(name, registry, patience.toSeconds()),
          silent);
    } catch (ExecutionException failure) {
      throw new RegistryProblem(
          "Tried to list the versions in %s, but that failed: %s"
              .formatted(name, Reason.of(failure.getCause(), registry, login.isPresent())),
          failure.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new RegistryProblem("Interrupted while listing the versions in " + name, stopping);
    }
  }

  private Optional<Login> login(String registry, String name) throws RegistryProblem {
    Optional<Login> login;
    try {
      login = logins.of(registry);
    } catch (UnreadableLogin unreadable) {
      throw new RegistryProblem(
          "Tried to list the versions in %s, but the login for it can't be had: %s."
              .formatted(name, unreadable.getMessage()),
          unreadable);
    }
    if (login.filter(Login::isIdentityToken).isPresent()) {
      throw new RegistryProblem(
          "Tried to list the versions in %s, but Docker's login for %s is an identity token, which only"
                  .formatted(name, registry)
              + " the engine can use; log in with a password or an access token as the password.",
          null);
    }
    return login;
  }

  /**
   * By HTTPS; where that is not to be insisted on, as Docker does it: without a trusted
   * certificate, and by plain HTTP if the registry speaks that only. On loopback, where nobody
   * listens in, plain HTTP comes first: it is what is spoken there.
   */
  private List<Tag> list(String name, @Nullable Login login, Transport transport) {
    if (transport == Transport.TRUSTED) {
      return list(name, client(login).build());
    }
    Registry plain = client(login).withInsecure(true).build();
    Registry encrypted = client(login).withSkipTlsVerify(true).build();
    boolean loopback = LOOPBACK.matcher(name).lookingAt();
    try {
      return list(name, loopback ? plain : encrypted);
    } catch (OrasException other) {
      // A TLS server answers plain HTTP with 400, a plain one answers TLS with nothing it knows.
      if (Reason.isAnswer(other) && !Reason.isBadRequest(other)) {
        throw other;
      }
      try {
        return list(name, loopback ? encrypted : plain);
      } catch (OrasException neither) {
        throw Reason.isAnswer(neither) ? neither : other;
      }
    }
  }

  private static Registry.Builder client(@Nullable Login login) {
    Registry.Builder builder = Registry.builder();
    return builder.withAuthProvider(
        login == null
            ? new NoAuthProvider()
            : new UsernamePasswordProvider(login.user(), login.secret()));
  }

  private List<Tag> list(String name, Registry registry) {
    List<Tag> tags = new ArrayList<>();
    @Nullable String last = null;
    for (int read = 0; read < MOST_PAGES; read++) {
      Tags answer = registry.getTags(ContainerRef.parse(name), page, last);
      List<String> names = answer.tags() == null ? List.of() : answer.tags();
      names.stream().filter(Tag::isTag).map(Tag::parse).forEach(tags::add);
      String next = answer.last();
      // A registry that repeats itself would be read without end.
      if (next == null || names.isEmpty() || next.equals(last)) {
        break;
      }
      last = next;
    }
    return List.copyOf(tags);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "tag-list");
    thread.setDaemon(true);
    return thread;
  }
}

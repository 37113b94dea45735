package dev.inedobot.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import dev.inedobot.upgrade.run.TagLists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import land.oras.ContainerRef;
import land.oras.Registry;
import land.oras.Tags;
import land.oras.exception.OrasException;
import org.jspecify.annotations.Nullable;

/**
 * Tag lists through the ORAS SDK, page by page, with the logins of Docker's own config file.
 * Remembered for a few minutes. Plain HTTP for loopback registries only, as Docker itself does it.
 * Safe for several threads.
 */
public final class OciTagLists implements TagLists {
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 100;
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?");

  private final Cache<String, List<Tag>> remembered;

  public OciTagLists(Duration rememberedFor) {
    this.remembered =
        Caffeine.newBuilder().expireAfterWrite(rememberedFor).maximumSize(100).build();
  }

  @Override
  public List<Tag> tags(ImageReference repository) throws RegistryProblem {
    String name = repository.registry() + "/" + repository.path();
    List<Tag> known = remembered.getIfPresent(name);
    if (known == null) {
      known = ask(repository.registry(), name);
      remembered.put(name, known);
    }
    return known;
  }

  private static List<Tag> ask(String registry, String name) throws RegistryProblem {
    try {
      Registry.Builder builder = Registry.builder();
      Registry client =
          LOOPBACK.matcher(registry).matches()
              ? builder.defaults().withInsecure(true).build()
              : builder.defaults().build();
      List<Tag> tags = new ArrayList<>();
      @Nullable String last = null;
      for (int page = 0; page < MOST_PAGES; page++) {
        Tags answer = client.getTags(ContainerRef.parse(name), PAGE, last);
        answer.tags().stream().filter(Tag::isTag).map(Tag::parse).forEach(tags::add);
        last = answer.last();
        if (last == null || answer.tags().isEmpty()) {
          break;
        }
      }
      return List.copyOf(tags);
    } catch (OrasException refused) {
      throw new RegistryProblem(
          "Tried to list the versions in %s, but that failed: %s. Is it reachable, and is the bot logged in"
                  .formatted(name, refused.getMessage())
              + " (`docker login %s`)?".formatted(registry),
          refused);
    }
  }
}

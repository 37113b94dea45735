package dev.inedobot.docker;

import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.run.HostProblem;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an engine makes of a registry's refusal. Some engines pass on the registry's status, others
 * answer 500 with the registry's error in the text (OCI distribution specification, error codes),
 * some with both a 404 and the words of a missing login, because a registry may not tell what is
 * there from what is forbidden.
 */
enum RegistryAnswer {
  /** The registry is there and knows no such tag. */
  NO_SUCH_TAG,
  /** It wants a login, or the login is not enough. */
  DENIED,
  /** It takes no more requests for now. */
  TOO_MANY,
  /** The engine could not speak to it; this may pass. */
  UNREACHABLE,
  /** Anything else; this may pass. */
  OTHER;

  private static final Pattern MISSING =
      Pattern.compile(
          "manifest unknown|name unknown|manifest_unknown|name_unknown|unknown: not found"
              + "|no such manifest|404 not found|manifest for .* not found");
  private static final Pattern LOGIN =
      Pattern.compile(
          "denied|unauthorized|authentication required|no basic auth credentials|401 unauthorized"
              + "|403 forbidden|incorrect username or password");
  private static final Pattern LIMIT =
      Pattern.compile("toomanyrequests|too many requests|rate limit");
  private static final Pattern NO_WAY =
      Pattern.compile(
          "dial tcp|connection refused|no such host|i/o timeout|x509|tls: |http response to https"
              + "|client\\.timeout exceeded|context deadline exceeded|no route to host|network is unreachable"
              + "|connection reset|unexpected eof|: eof");

  static RegistryAnswer of(EngineFailure failure, int status) {
    String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (status == 429 || LIMIT.matcher(said).find()) {
      return TOO_MANY;
    }
    if (NO_WAY.matcher(said).find()) {
      return UNREACHABLE;
    }
    if (status == 401 || status == 403 || LOGIN.matcher(said).find()) {
      return DENIED;
    }
    if (status == 404 || MISSING.matcher(said).find()) {
      return NO_SUCH_TAG;
    }
    return OTHER;
  }

  /** The refusal for people, where asking again would not help; else what to ask again with. */
  RuntimeException problem(EngineFailure failure, ImageReference tagged) {
    String registry = tagged.registry();
    String said = String.valueOf(failure.getMessage()).replaceFirst("[.\\s]+$", "");
    return switch (this) {
      case DENIED ->
          HostProblem.refused(
              "Tried to ask the registry of %s for %s, but %s denies it: %s. Either it wants a login (as who runs the bot: `docker login %s`), or there is no such repository."
                  .formatted(tagged.repository(), tagged.tag(), registry, said, registry),
              failure);
      case TOO_MANY ->
          HostProblem.refused(
              "Tried to ask the registry of %s for %s, but %s takes no more requests for now: %s. Wait, or log in (as who runs the bot: `docker login %s`)."
                  .formatted(tagged.repository(), tagged.tag(), registry, said, registry),
              failure);
      case UNREACHABLE ->
          new EngineFailure(
              "the engine can't reach the registry %s: %s".formatted(registry, said),
              failure.status(),
              failure);
      case NO_SUCH_TAG, OTHER -> failure;
    };
  }
}

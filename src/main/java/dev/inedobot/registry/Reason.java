package dev.inedobot.registry;

import land.oras.exception.OrasException;
import org.jspecify.annotations.Nullable;

/** Why a registry did not tell its tags, with what to do, as sentences for people. */
final class Reason {
  private static final int LONGEST = 300;

  private Reason() {}

  /**
   * @param loggedIn whether it was asked with a login
   */
  static String of(@Nullable Throwable failure, String registry, boolean loggedIn) {
    Integer status =
        failure instanceof OrasException oras && isAnswer(oras) ? oras.getStatusCode() : null;
    boolean challenged = words(failure).contains("WWW-Authenticate");
    if (challenged || (status != null && (status == 401 || status == 403))) {
      return loggedIn
          ? "%s does not accept the login that Docker's config has for it, or it may not list tags. Log in again as who runs the bot: `docker login %s`."
              .formatted(registry, registry)
          : "%s wants a login. Log in as who runs the bot: `docker login %s`."
              .formatted(registry, registry);
    }
    if (status != null && status == 404) {
      return registry + " has no such repository, or does not list tags.";
    }
    if (status != null && status == 429) {
      return registry + " takes no more requests from here for now (HTTP status 429).";
    }
    if (status != null) {
      return "%s answered with HTTP status %d: %s.".formatted(registry, status, words(failure));
    }
    return "%s can't be reached from where the bot runs: %s.".formatted(registry, words(failure));
  }

  /** Whether the registry answered at all; the SDK has no status or a negative one if not. */
  static boolean isAnswer(OrasException failure) {
    Integer status = failure.getStatusCode();
    return (status != null && status > 0) || words(failure).contains("WWW-Authenticate");
  }

  static boolean isBadRequest(OrasException failure) {
    Integer status = failure.getStatusCode();
    return status != null && status == 400;
  }

  private static String words(@Nullable Throwable failure) {
    Throwable root = failure;
    while (root != null && root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (root == null) {
      return "no reason given";
    }
    String message = root.getMessage() == null ? "" : root.getMessage().strip();
    String words = message.isEmpty() ? kind(root) : message.replaceFirst("[.\\s]+$", "");
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }

  /** Java's own exceptions for a refused connection and an unknown host may have no message. */
  private static String kind(Throwable root) {
    boolean refused =
        root instanceof java.net.ConnectException
            || root instanceof java.nio.channels.ClosedChannelException;
    return refused
        ? "nothing listens there"
        : root instanceof java.nio.channels.UnresolvedAddressException
            ? "its name is not known here"
            : root.getClass().getSimpleName();
  }
}

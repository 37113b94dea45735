package dev.inedobot.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What follows from what Slack says. */
public final class SlackFindings {
  /** What the code needs, and {@code manifest.yml} asks for. */
  public static final Set<String> SCOPES =
      Set.of("commands", "chat:write", "usergroups:read", "users:read");

  /** Lets the bot post in public channels that it is not in. */
  private static final String ANYWHERE = "chat:write.public";

  /** What does no harm: it is of use to this page, or lets the bot post where it is no member. */
  private static final Set<String> WELCOME = Set.of("channels:read", "groups:read", ANYWHERE);

  private static final Duration NOTICED = Duration.ofSeconds(30);
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final String TOKENS_PAGE = "the app's page “OAuth & Permissions”";
  private static final String REACH =
      "See that this machine reaches Slack by HTTPS (SLACK_API_URL, HTTPS_PROXY).";

  private SlackFindings() {}

  /**
   * About Slack when it does not answer, without which the bot can do nothing.
   *
   * @param subject what was asked about
   * @param sentence says that no answer came
   */
  public static Finding silent(String subject, String sentence) {
    return Finding.failure(subject, sentence, REACH);
  }

  /** About the token, its scopes, and the clock. */
  public static List<Finding> botToken(BotTokenFacts facts) {
    return List.of(token(facts), scopes(facts), clock(facts));
  }

  private static Finding token(BotTokenFacts facts) {
    String subject = "bot token";
    if (facts.trouble() != null) {
      return Finding.failure(
          subject, "Slack could not be asked: %s.".formatted(facts.trouble()), REACH);
    }
    if (facts.error() != null) {
      return Finding.failure(
          subject,
          "Slack does not accept it: it answered %s.".formatted(facts.error()),
          "Set SLACK_BOT_TOKEN to the bot token (xoxb-…) from " + TOKENS_PAGE + ".");
    }
    if (facts.organization()) {
      return Finding.failure(
          subject,
          "The app is installed for a whole organization, and the bot serves one workspace.",
          "Install it in the workspace alone, and take the bot token of that.");
    }
    return Finding.ok(subject, "I am @%s in %s.".formatted(facts.bot(), facts.workspace()));
  }

  private static Finding scopes(BotTokenFacts facts) {
    String subject = "scopes";
    if (facts.scopes().isEmpty()) {
      return Finding.unknown(
          subject, "Slack did not tell what the token may do.", "See " + TOKENS_PAGE + ".");
    }
    Set<String> missing = new TreeSet<>(SCOPES);
    missing.removeAll(facts.scopes().get());
    Set<String> more = new TreeSet<>(facts.scopes().get());
    more.removeAll(SCOPES);
    more.removeAll(WELCOME);
    if (!missing.isEmpty()) {
      return Finding.failure(
          subject,
          "The app lacks %s.".formatted(String.join(", ", missing)),
          "Paste manifest.yml anew (page “App Manifest”), then “Reinstall to Workspace” on %s."
              .formatted(TOKENS_PAGE));
    }
    if (!more.isEmpty()) {
      return Finding.warning(
          subject,
          "The app may do more than it needs: %s.".formatted(String.join(", ", more)),
          "If nothing else needs that, paste manifest.yml anew (page “App Manifest”) and reinstall it.");
    }
    return Finding.ok(subject, "The app may do what manifest.yml asks for.");
  }

  private static Finding clock(BotTokenFacts facts) {
    String subject = "clock";
    if (facts.ahead().isEmpty()) {
      return Finding.unknown(subject, "Slack did not tell its time.", "");
    }
    Duration ahead = facts.ahead().get();
    Duration off = ahead.abs();
    String words =
        "This machine's clock is %d s %s Slack's."
            .formatted(off.toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    String fix = "Let a time service set it, for example `timedatectl set-ntp true`.";
    if (off.compareTo(REFUSED) >= 0) {
      return Finding.failure(
          subject, words + " Requests over HTTP are refused beyond five minutes.", fix);
    }
    return off.compareTo(NOTICED) > 0
        ? Finding.warning(subject, words, fix)
        : Finding.ok(subject, "It agrees with Slack's.");
  }

  /**
   * About the app-level token.
   *
   * @param trouble why no address for a connection is given; null if one is
   * @param refused whether Slack said no, and {@code trouble} says what to do
   */
  public static Finding appToken(@Nullable String trouble, boolean refused) {
    return trouble == null
        ? Finding.ok("app token", "Slack gives addresses for connections (Socket Mode).")
        : Finding.failure("app token", trouble, refused ? "" : REACH);
  }

  /**
   * About the signing secret, in HTTP mode.
   *
   * @param secret the secret itself, which is not told
   */
  public static Finding signingSecret(String secret) {
    String subject = "signing secret";
    String where = "It is on the app's page “Basic Information”.";
    if (secret.isBlank()) {
      return Finding.failure(
          subject,
          "SLACK_SIGNING_SECRET is not set: without it anybody could speak as Slack.",
          where);
    }
    if (!secret.matches("[0-9a-f]{32}")) {
      return Finding.failure(
          subject,
          "SLACK_SIGNING_SECRET does not look like one: Slack's have 32 digits and letters from a to f.",
          where);
    }
    return Finding.ok(
        subject, "It looks like one. Whether it is this app's shows with the first command.");
  }

  /**
   * About the connections of a bot that runs.
   *
   * @param live how many there are; two are kept
   * @param quiet how long ago anything came; null if nothing lives
   */
  public static Finding connections(int live, @Nullable Duration quiet) {
    String subject = "Socket Mode";
    if (live == 0 || quiet == null) {
      return Finding.failure(
          subject,
          "No connection to Slack lives.",
          "The log says why; the bot keeps trying. See that this machine reaches Slack by HTTPS and WebSocket.");
    }
    String words =
        "%d of 2 connections live; the last message came %d s ago."
            .formatted(live, quiet.toSeconds());
    return live == 1
        ? Finding.warning(
            subject, words, "The bot is opening the other; if that lasts, the log says why.")
        : Finding.ok(subject, words);
  }

  /**
   * About a channel of the configuration.
   *
   * @param channel its id
   * @param name its name; empty if not known
   * @param member whether the bot is in it; null if Slack did not say
   * @param archived whether it is archived
   * @param error Slack's word for why it did not say; null if it did
   * @param bot who the bot is and what it may do, as far as Slack said
   */
  public static Finding channel(
      String channel,
      String name,
      @Nullable Boolean member,
      boolean archived,
      @Nullable String error,
      BotTokenFacts bot) {
    String subject = "channel " + (name.isEmpty() ? channel : "#" + name);
    String invite = "`/invite @%s`".formatted(bot.bot().isEmpty() ? "inedobot" : bot.bot());
    if ("missing_scope".equals(error)) {
      return Finding.unknown(
          subject,
          "Whether I am in it Slack tells only with the scope channels:read (groups:read for private channels),"
              + " which the app does not need otherwise.",
          "If my messages are missing there, type " + invite + ".");
    }
    if ("channel_not_found".equals(error)) {
      return Finding.failure(
          subject,
          "There is no such channel, or it is private and I am not in it.",
          "Correct `slack.channels` in the configuration, or type " + invite + " there.");
    }
    if (error != null || member == null) {
      return Finding.unknown(
          subject,
          "Slack did not tell whether I am in it (%s)."
              .formatted(error == null ? "no word" : error),
          "");
    }
    if (archived) {
      return Finding.failure(
          subject,
          "It is archived: nothing can be posted there.",
          "Name another in `slack.channels`.");
    }
    if (member) {
      return Finding.ok(subject, "I am in it.");
    }
    // Slack tells of a channel without the bot only if it is public.
    return bot.scopes().filter(scopes -> scopes.contains(ANYWHERE)).isPresent()
        ? Finding.ok(subject, "I am not in it, but may post there (%s).".formatted(ANYWHERE))
        : Finding.failure(
            subject, "I am not in it, so I can't post there.", "Type " + invite + " there.");
  }
}

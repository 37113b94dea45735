package dev.inedobot.slack.announce;

import java.util.Optional;
import java.util.regex.Pattern;

/** The address under which people find a message of a channel in their browser. */
public final class MessageLink {
  private static final Pattern WORKSPACE = Pattern.compile("https?://[A-Za-z0-9.:-]+/");
  private static final Pattern CHANNEL = Pattern.compile("[A-Z0-9]+");
  private static final Pattern TS = Pattern.compile("(\\d+)\\.(\\d+)");

  private MessageLink() {}

  /**
   * {@code https://…slack.com/archives/<channel>/p<ts without its dot>}, the form of Slack's {@code
   * chat.getPermalink}; empty if one of the parts is not what Slack gives.
   *
   * @param workspace the workspace's address as {@code auth.test} tells it, with its last slash
   */
  public static Optional<String> of(String workspace, String channel, String ts) {
    boolean sound =
        WORKSPACE.matcher(workspace).matches()
            && CHANNEL.matcher(channel).matches()
            && TS.matcher(ts).matches();
    return sound
        ? Optional.of(workspace + "archives/" + channel + "/p" + ts.replace(".", ""))
        : Optional.empty();
  }
}

package dev.inedobot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostEphemeralResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.webhook.WebhookResponse;
import dev.inedobot.upgrade.Actor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways by which one person is answered after the acknowledgement, one after the other. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final MethodsClient slack;

  Replies(MethodsClient slack) {
    this.slack = slack;
  }

  /** Answers at the response address that came with a request. */
  interface Responder {
    WebhookResponse respond(Answer answer) throws IOException;
  }

  /** By the response address that came with the request, or, if that fails, by the bot's token. */
  Reply late(String channel, Actor who, Responder responder) {
    Reply otherwise = privately(channel, who);
    return answer -> {
      if (!answer.isNothing() && !responds(responder, answer)) {
        otherwise.give(answer);
      }
    };
  }

  /** By the bot's token, in a channel that both are in; where that is refused, directly. */
  Reply privately(String channel, Actor who) {
    return answer -> {
      try {
        post(channel, who, answer);
      } catch (IOException | SlackApiException | RuntimeException lost) {
        LOG.warn("An answer could not be given: {}", lost.getMessage());
      }
    };
  }

  /** The client also throws what it can't read. */
  private static boolean responds(Responder responder, Answer answer) {
    try {
      WebhookResponse response = responder.respond(answer);
      if (response.getCode() == 200) {
        return true;
      }
      LOG.info("A response address answered {}; trying otherwise", response.getCode());
    } catch (IOException | RuntimeException lost) {
      LOG.info("A response address can't be reached: {}; trying otherwise", lost.getMessage());
    }
    return false;
  }

  /** A response address takes five answers; a channel none where the bot is not in it. */
  private void post(String channel, Actor who, Answer answer)
      throws IOException, SlackApiException {
    @Nullable String error = posted(answer, each -> ephemeral(channel, who, each));
    if (error != null) {
      LOG.info("An answer can't be given in its channel: Slack answered {}", error);
      error = posted(answer, each -> directly(who, each));
    }
    if (error != null) {
      LOG.warn("An answer could not be given: Slack answered {}", error);
    }
  }

  /** One way to post; gives Slack's word for why it did not take it, or null if it did. */
  private interface Post {
    @Nullable String of(Answer answer) throws IOException, SlackApiException;
  }

  /** What Slack finds wrong with blocks is not known. */
  private static @Nullable String posted(Answer answer, Post post)
      throws IOException, SlackApiException {
    @Nullable String error = post.of(answer);
    if (error == null || answer.blocks().isEmpty()) {
      return error;
    }
    LOG.info("Slack does not take an answer with its blocks: {}", error);
    return post.of(Answer.of(answer.text()));
  }

  /** In the direct message with a person; {@code chat:write} is enough for that. */
  private @Nullable String directly(Actor who, Answer answer)
      throws IOException, SlackApiException {
    @Nullable ChatPostMessageResponse posted =
        slack.chatPostMessage(
            r -> {
              r.channel(who.id()).text(answer.text()).unfurlLinks(false).unfurlMedia(false);
              return answer.blocks().isEmpty() ? r : r.blocks(answer.blocks());
            });
    if (posted == null) {
      return "nothing";
    }
    return posted.isOk() ? null : String.valueOf(posted.getError());
  }

  private @Nullable String ephemeral(String channel, Actor who, Answer answer)
      throws IOException, SlackApiException {
    @Nullable ChatPostEphemeralResponse shown =
        slack.chatPostEphemeral(
            r -> {
              r.channel(channel).user(who.id()).text(answer.text());
              return answer.blocks().isEmpty() ? r : r.blocks(answer.blocks());
            });
    if (shown == null) {
      return "nothing";
    }
    return shown.isOk() ? null : String.valueOf(shown.getError());
  }
}

package dev.inedobot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.view.Message;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages through Slack's Web API. */
final class SlackPosts implements Posts {
  private static final Logger LOG = LoggerFactory.getLogger(SlackPosts.class);
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private final MethodsClient slack;

  SlackPosts(MethodsClient slack) {
    this.slack = slack;
  }

  private interface Call<T> {
    @Nullable T make() throws IOException, SlackApiException;
  }

  @Override
  public String post(String channel, @Nullable String thread, Message message) throws SlackTrouble {
    try {
      return ts(attempt(() -> post(channel, thread, message, true)));
    } catch (SlackTrouble trouble) {
      if (!isAboutBlocks(trouble)) {
        throw trouble;
      }
      LOG.warn("Slack does not take the blocks of a message; it is posted as text");
      return ts(attempt(() -> post(channel, thread, message, false)));
    }
  }

  private static String ts(ChatPostMessageResponse posted) throws SlackTrouble {
    String ts = posted.getTs();
    if (ts == null || ts.isEmpty()) {
      throw SlackTrouble.unreachable("it took a message and did not say where it stands", null);
    }
    return ts;
  }

  private ChatPostMessageResponse post(
      String channel, @Nullable String thread, Message message, boolean withBlocks)
      throws IOException, SlackApiException {
    return slack.chatPostMessage(
        request -> {
          request.channel(channel).text(message.text()).unfurlLinks(false).unfurlMedia(false);
          if (thread != null) {
            request.threadTs(thread);
          }
          if (withBlocks) {
            request.blocks(message.blocks());
          }
          return request;
        });
  }

  @Override
  public void update(String channel, String ts, Message message) throws SlackTrouble {
    try {
      attempt(
          () ->
              slack.chatUpdate(
                  request ->
                      request
                          .channel(channel)
                          .ts(ts)
                          .text(message.textForEdit())
                          .blocks(message.blocks())));
    } catch (SlackTrouble trouble) {
      if (!isAboutBlocks(trouble)) {
        throw trouble;
      }
      attempt(
          () ->
              slack.chatUpdate(
                  request -> request.channel(channel).ts(ts).text(message.textForEdit())));
    }
  }

  private static boolean isAboutBlocks(SlackTrouble trouble) {
    return trouble.error().contains("blocks");
  }

  /** A proxy in between may answer with a page of its own, which the client can't read. */
  private static <T extends SlackApiTextResponse> T attempt(Call<T> call) throws SlackTrouble {
    @Nullable T response;
    try {
      response = call.make();
    } catch (SlackApiException failed) {
      throw trouble(failed);
    } catch (IOException lost) {
      throw SlackTrouble.unreachable(String.valueOf(lost.getMessage()), lost);
    } catch (RuntimeException unreadable) {
      throw SlackTrouble.unreachable("what answered is not Slack", unreadable);
    }
    if (response == null) {
      throw SlackTrouble.unreachable("it gave an empty answer", null);
    }
    if (!response.isOk()) {
      throw SlackTrouble.refused(String.valueOf(response.getError()));
    }
    return response;
  }

  private static SlackTrouble trouble(SlackApiException failed) {
    if (failed.getResponse().code() != 429) {
      return SlackTrouble.unreachable("HTTP status " + failed.getResponse().code(), failed);
    }
    String wait = failed.getResponse().header("Retry-After", "");
    try {
      return SlackTrouble.rateLimited(Duration.ofSeconds(Long.parseLong(wait.strip())));
    } catch (NumberFormatException unreadable) {
      return SlackTrouble.rateLimited(USUAL_WAIT);
    }
  }
}

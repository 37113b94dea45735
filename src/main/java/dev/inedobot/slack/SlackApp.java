package dev.inedobot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostEphemeralResponse;
import com.slack.api.webhook.WebhookResponse;
import dev.inedobot.slack.Conversation.Click;
import dev.inedobot.slack.view.Actions;
import dev.inedobot.upgrade.Actor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bolt's listeners. Each hands the work over and acknowledges at once, as Slack wants it within
 * three seconds. What can't be taken is refused in the acknowledgement: nothing is lost without a
 * word.
 */
final class SlackApp {
  private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);
  private static final String COMMAND = "/inedo";
  private static final Duration SOON = Duration.ofMillis(250);
  static final String BUSY = "I am too busy to take this now; please try again in a moment.";
  private static final String OTHER_WORKSPACE =
      "I only answer people of the workspace that I am installed in.";

  private final Conversation conversation;
  private final Executor work;
  private final MethodsClient slack;
  private final String teamId;

  /**
   * @param work runs what takes longer than an acknowledgement; rejects when it has too much to do
   * @param teamId the workspace that the bot is installed in; not empty
   */
  SlackApp(Conversation conversation, Executor work, MethodsClient slack, String teamId) {
    this.conversation = conversation;
    this.work = work;
    this.slack = slack;
    this.teamId = teamId;
  }

  /** An app with the listeners. Exact ids only: Bolt dispatches overlapping patterns at random. */
  App wire(AppConfig config) {
    App app = new App(config, Middlewares.of(config));
    app.command(COMMAND, (request, context) -> command(request.getPayload(), context));
    button(app, Actions.ACKNOWLEDGE, Click.ACKNOWLEDGE);
    button(app, Actions.APPROVE, Click.APPROVE);
    button(app, Actions.CANCEL, Click.CANCEL);
    button(app, Actions.KEEP_WAITING, Click.KEEP_WAITING);
    button(app, Actions.RESTORE, Click.RESTORE);
    button(app, Actions.RESTORED, Click.RESTORED);
    button(app, Actions.GO_BACK, Click.GO_BACK);
    button(app, Actions.CHOOSE_MAINTENANCE, conversation::chosen);
    button(app, Actions.CHOOSE_MAJOR, conversation::chosen);
    page(app, Actions.HISTORY_NEWER);
    page(app, Actions.HISTORY_OLDER);
    return app;
  }

  private void button(App app, String actionId, Click click) {
    button(
        app,
        actionId,
        (value, who, channel, reply) -> conversation.clicked(click, value, who, channel, reply));
  }

  private void button(App app, String actionId, Clicked clicked) {
    app.blockAction(
        actionId, (request, context) -> click(clicked, request.getPayload(), context, false));
  }

  /** The answer takes the place of the page that the button is on. */
  private void page(App app, String actionId) {
    app.blockAction(
        actionId,
        (request, context) -> click(conversation::turned, request.getPayload(), context, true));
  }

  /** What follows from a click on a button with a value. */
  private interface Clicked {
    void act(String value, Actor who, String channel, Reply reply);
  }

  private Response command(SlashCommandPayload payload, SlashCommandContext context) {
    if (!isOurs(payload.getTeamId())) {
      return context.ack(OTHER_WORKSPACE);
    }
    Actor who = actor(payload.getUserId(), payload.getUserName());
    String channel = text(payload.getChannelId());
    String typed = text(payload.getText());
    EarlyOrLate reply =
        new EarlyOrLate(late(channel, who, answer -> context.respond(response(answer))));
    if (!handOver(() -> conversation.typed(typed, who, channel, reply), reply)) {
      return context.ack(BUSY);
    }
    Answer answer = reply.within(SOON);
    return context.ack(response(answer == null ? Answer.of("Looking into it …") : answer));
  }

  private static SlashCommandResponse response(Answer answer) {
    SlashCommandResponse response =
        SlashCommandResponse.builder().responseType("ephemeral").text(answer.text()).build();
    if (!answer.blocks().isEmpty()) {
      response.setBlocks(answer.blocks());
    }
    return response;
  }

  private Response click(
      Clicked clicked, BlockActionPayload payload, ActionContext context, boolean replaces) {
    BlockActionPayload.Team team = payload.getTeam();
    BlockActionPayload.User user = payload.getUser();
    BlockActionPayload.Channel inChannel = payload.getChannel();
    String channel = inChannel == null ? "" : text(inChannel.getId());
    String name = text(user.getUsername()).isBlank() ? user.getName() : user.getUsername();
    Actor who = actor(user.getId(), name);
    Reply reply =
        late(
            channel,
            who,
            answer -> {
              ActionResponse response =
                  ActionResponse.builder()
                      .responseType("ephemeral")
                      .replaceOriginal(replaces)
                      .text(answer.text())
                      .build();
              if (!answer.blocks().isEmpty()) {
                response.setBlocks(answer.blocks());
              }
              return context.respond(response);
            });
    boolean ours = isOurs(team == null ? null : team.getId()) && isOurs(user.getTeamId());
    String value =
        payload.getActions().isEmpty() ? "" : text(payload.getActions().get(0).getValue());
    Runnable task =
        ours ? () -> clicked.act(value, who, channel, reply) : () -> reply.say(OTHER_WORKSPACE);
    if (!handOver(task, reply)) {
      LOG.warn("A click was not taken: too much to do");
      return Response.error(503);
    }
    return context.ack();
  }

  private boolean handOver(Runnable task, Reply reply) {
    try {
      work.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException unforeseen) {
              LOG.error("What was asked for failed", unforeseen);
              reply.say(
                  "Sorry, that failed because of an error of mine: %s. My log has the details."
                      .formatted(unforeseen.getClass().getSimpleName()));
            }
          });
      return true;
    } catch (RejectedExecutionException busy) {
      return false;
    }
  }

  private interface Responder {
    WebhookResponse respond(Answer answer) throws IOException;
  }

  /** By the response address that came with the request, or, if that fails, by the bot's token. */
  private Reply late(String channel, Actor who, Responder responder) {
    return answer -> {
      if (responds(responder, answer)) {
        return;
      }
      try {
        postEphemeral(channel, who, answer);
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

  /** A response address takes five answers, and what Slack finds wrong with blocks is not known. */
  private void postEphemeral(String channel, Actor who, Answer answer)
      throws IOException, SlackApiException {
    @Nullable String error = ephemeral(channel, who, answer);
    if (error != null && !answer.blocks().isEmpty()) {
      LOG.warn("Slack does not take the blocks of an answer: {}", error);
      error = ephemeral(channel, who, Answer.of(answer.text()));
    }
    if (error != null) {
      LOG.warn("An answer could not be given: Slack answered {}", error);
    }
  }

  /** Slack's word for why it did not take it; null if it did. */
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

  /** Slack always names the workspace, of the command or click and of the person. */
  private boolean isOurs(@Nullable String team) {
    return teamId.equals(team);
  }

  private static Actor actor(String id, @Nullable String name) {
    String shown = text(name);
    return new Actor(id, shown.isBlank() ? id : shown);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}

package dev.inedobot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import dev.inedobot.slack.Conversation.Click;
import dev.inedobot.slack.view.Actions;
import dev.inedobot.slack.view.FormView;
import dev.inedobot.upgrade.Actor;
import java.time.Duration;
import java.util.concurrent.Executor;
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

  private final Conversation conversation;
  private final FormListener form;
  private final Workers workers;
  private final Replies replies;
  private final Senders senders;

  /**
   * @param work runs what takes longer than an acknowledgement; rejects when it has too much to do
   * @param underWay is told who waits for what
   * @param teamId the workspace that the bot is installed in; not empty
   */
  SlackApp(
      Conversation conversation,
      UpgradeForm form,
      Views views,
      Executor work,
      UnderWay underWay,
      MethodsClient slack,
      String teamId) {
    this.conversation = conversation;
    this.workers = new Workers(work, underWay);
    this.replies = new Replies(slack);
    this.senders = new Senders(teamId);
    this.form = new FormListener(form, views, workers, replies, senders);
  }

  /** An app with the listeners. Exact ids only: Bolt dispatches overlapping patterns at random. */
  App wire(AppConfig config) {
    config.setUnmatchedRequestHandler(this::unknown);
    App app = new App(config, Middlewares.of(config));
    app.command(COMMAND, (request, context) -> command(request.getPayload(), context));
    button(app, Actions.ACKNOWLEDGE, Click.ACKNOWLEDGE);
    button(app, Actions.BACK_UP, Click.BACK_UP);
    button(app, Actions.BACK_UP_WITH_VOLUMES, Click.BACK_UP_WITH_VOLUMES);
    button(app, Actions.APPROVE, Click.APPROVE);
    button(app, Actions.CANCEL, Click.CANCEL);
    button(app, Actions.KEEP_WAITING, Click.KEEP_WAITING);
    button(app, Actions.RESTORE, Click.RESTORE);
    button(app, Actions.RESTORE_BACKUP, Click.RESTORE_BACKUP);
    button(app, Actions.RESTORED, Click.RESTORED);
    button(app, Actions.GO_BACK, Click.GO_BACK);
    button(app, Actions.DISCARD_KEPT, Click.DISCARD_KEPT);
    button(app, Actions.CHOOSE_MAINTENANCE, conversation::chosen);
    button(app, Actions.CHOOSE_MAJOR, conversation::chosen);
    page(app, Actions.HISTORY_NEWER);
    page(app, Actions.HISTORY_OLDER);
    app.blockAction(
        Actions.FORM_INSTANCE, (request, context) -> form.chose(request.getPayload(), context));
    app.viewSubmission(
        FormView.CALLBACK, (request, context) -> form.sent(request.getPayload(), context));
    return app;
  }

  /** What this bot never made, or an earlier one made: answered, and not logged. */
  private Response unknown(Request<?> request) {
    if (request instanceof BlockActionRequest click) {
      return click(
          (value, who, channel, reply) ->
              reply.say(
                  "I don't know this button, or not any more, so I did nothing. `/inedo help` shows what I"
                      + " understand."),
          click.getPayload(),
          click.getContext(),
          false);
    }
    if (request instanceof ViewSubmissionRequest submission) {
      return submission
          .getContext()
          .ackWithUpdate(
              FormView.said("I don't know this form, or not any more, so I did nothing."));
    }
    if (request instanceof SlashCommandRequest command) {
      return command.getContext().ack("I only know " + COMMAND + ": try `" + COMMAND + " help`.");
    }
    LOG.info("A request of type {} was not for me", request.getRequestType());
    return Response.ok();
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
    if (!senders.areOurs(payload)) {
      return context.ack(Senders.OTHER_WORKSPACE);
    }
    Actor who = Senders.of(payload);
    String channel = text(payload.getChannelId());
    String typed = text(payload.getText());
    String trigger = text(payload.getTriggerId());
    EarlyOrLate reply =
        new EarlyOrLate(replies.late(channel, who, answer -> context.respond(response(answer))));
    if (!workers.take(() -> conversation.typed(typed, who, channel, trigger, reply), reply)) {
      return context.ack(Workers.BUSY);
    }
    Answer answer = reply.within(SOON);
    if (answer == null) {
      return context.ack("Looking into it …");
    }
    return answer.isNothing() ? context.ack() : context.ack(response(answer));
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
    BlockActionPayload.Channel inChannel = payload.getChannel();
    String channel = inChannel == null ? "" : text(inChannel.getId());
    Actor who = Senders.of(payload);
    Reply reply =
        replies.late(
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
    String value =
        payload.getActions().isEmpty() ? "" : text(payload.getActions().get(0).getValue());
    Runnable task =
        senders.areOurs(payload)
            ? () -> clicked.act(value, who, channel, reply)
            : () -> reply.say(Senders.OTHER_WORKSPACE);
    if (!workers.take(task, reply)) {
      LOG.warn("A click was not taken: too much to do");
      return Response.error(503);
    }
    return context.ack();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}

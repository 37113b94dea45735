package dev.inedobot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;
import dev.inedobot.slack.Conversation.Click;
import dev.inedobot.slack.UpgradeForm.Outcome;
import dev.inedobot.slack.Views.Window;
import dev.inedobot.slack.view.Actions;
import dev.inedobot.slack.view.FormView;
import dev.inedobot.slack.view.FormView.Filled;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.Actor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
  private static final Duration FORM_SOON = Duration.ofMillis(1800);

  /** Within this, an acknowledgement that is being returned has reached Slack. */
  private static final Duration UNTIL_ACKNOWLEDGED = Duration.ofSeconds(1);

  static final String BUSY = "I am too busy to take this now; please try again in a moment.";
  private static final String OTHER_WORKSPACE =
      "I only answer people of the workspace that I am installed in.";

  private final Conversation conversation;
  private final UpgradeForm form;
  private final Views views;
  private final Executor work;
  private final UnderWay underWay;
  private final Replies replies;
  private final String teamId;

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
    this.form = form;
    this.views = views;
    this.work = work;
    this.underWay = underWay;
    this.replies = new Replies(slack);
    this.teamId = teamId;
  }

  /** An app with the listeners. Exact ids only: Bolt dispatches overlapping patterns at random. */
  App wire(AppConfig config) {
    config.setUnmatchedRequestHandler(this::unknown);
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
    app.blockAction(
        Actions.FORM_INSTANCE, (request, context) -> choseInForm(request.getPayload(), context));
    app.viewSubmission(
        FormView.CALLBACK, (request, context) -> sentForm(request.getPayload(), context));
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

  private Response choseInForm(BlockActionPayload payload, ActionContext context) {
    View view = payload.getView();
    BlockActionPayload.User user = payload.getUser();
    BlockActionPayload.Team team = payload.getTeam();
    boolean ours = isOurs(team == null ? null : team.getId()) && isOurs(user.getTeamId());
    if (view == null || payload.getActions().isEmpty() || !ours) {
      return context.ack();
    }
    BlockActionPayload.Action action = payload.getActions().get(0);
    String instance =
        action.getSelectedOption() == null ? "" : text(action.getSelectedOption().getValue());
    Actor who = actor(user.getId(), name(user.getUsername(), user.getName()));
    String channel = text(view.getPrivateMetadata());
    Window window = new Window(view.getId(), view.getHash());
    form.choosing(window, instance);
    if (!handOver(() -> form.chose(window, who, channel, instance), replies.privately(channel, who))) {
      LOG.warn("A choice in a form was not taken: too much to do");
      return Response.error(503);
    }
    return context.ack();
  }

  /** What comes of it soon enough is told in the form, and what comes later in its place. */
  private Response sentForm(ViewSubmissionPayload payload, ViewSubmissionContext context) {
    ViewSubmissionPayload.User user = payload.getUser();
    ViewSubmissionPayload.Team team = payload.getTeam();
    if (!isOurs(team == null ? null : team.getId()) || !isOurs(user.getTeamId())) {
      return context.ackWithUpdate(FormView.said(OTHER_WORKSPACE));
    }
    View view = payload.getView();
    Actor who = actor(user.getId(), name(user.getUsername(), user.getName()));
    Filled filled = FormView.read(view);
    Reply otherwise = replies.privately(filled.channel(), who);
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    Consumer<Outcome> told =
        came -> {
          if (!outcome.complete(Optional.of(came))) {
            tellLate(view.getId(), came, otherwise);
          }
        };
    boolean taken =
        handOver(
            () -> form.send(view.getId(), filled, who, told),
            failed -> told.accept(new Outcome.Over(failed.text())));
    if (!taken) {
      return context.ackWithErrors(Map.of(FormView.INSTANCE, BUSY));
    }
    @Nullable Outcome early = early(outcome);
    if (early instanceof Outcome.Wrong wrong) {
      return context.ackWithErrors(Map.of(wrong.block(), wrong.text()));
    }
    if (early instanceof Outcome.Over over) {
      return context.ackWithUpdate(FormView.said(over.mrkdwn()));
    }
    if (early != null) {
      return context.ack();
    }
    return context.ackWithUpdate(
        FormView.said(
            "The plan is being made. It appears in the channel; if it can't be made, I say here why."));
  }

  /** The outcome if it comes soon enough, or null; from then on it is told the other way. */
  private static @Nullable Outcome early(CompletableFuture<Optional<Outcome>> outcome) {
    try {
      return outcome.get(FORM_SOON.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
    } catch (TimeoutException later) {
      // Then it goes the other way, unless it came at this very moment.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    var unused = outcome.complete(Optional.empty());
    return outcome.join().orElse(null);
  }

  /** Tells an outcome in a form that was acknowledged without it, or else to the person alone. */
  private void tellLate(String viewId, Outcome outcome, Reply otherwise) {
    // Slack does what the acknowledgement says when it gets it, over what is shown by then; nothing
    // tells when it has. This stays on its thread, so that a stop waits for it.
    CompletableFuture<Boolean> acknowledged =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, UNTIL_ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS);
    var unused = acknowledged.join();
    String words = words(outcome);
    boolean shown = views.update(new Window(viewId, null), FormView.said(words));
    if (!shown && !(outcome instanceof Outcome.Taken)) {
      otherwise.say(words);
    }
  }

  private static String words(Outcome outcome) {
    if (outcome instanceof Outcome.Taken taken) {
      return "The plan is made: it stands in <#%s>. You can close this."
          .formatted(Mrkdwn.safeLine(taken.channel(), 30));
    }
    return outcome instanceof Outcome.Wrong wrong
        ? Mrkdwn.safe(wrong.text(), 1000)
            + "\nNothing was begun. Open the form anew: `/inedo upgrade`."
        : ((Outcome.Over) outcome).mrkdwn();
  }

  private static @Nullable String name(@Nullable String username, @Nullable String name) {
    return text(username).isBlank() ? name : username;
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
    String trigger = text(payload.getTriggerId());
    EarlyOrLate reply =
        new EarlyOrLate(
            replies.late(channel, who, answer -> context.respond(response(answer))));
    if (!handOver(() -> conversation.typed(typed, who, channel, trigger, reply), reply)) {
      return context.ack(BUSY);
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
    BlockActionPayload.Team team = payload.getTeam();
    BlockActionPayload.User user = payload.getUser();
    BlockActionPayload.Channel inChannel = payload.getChannel();
    String channel = inChannel == null ? "" : text(inChannel.getId());
    Actor who = actor(user.getId(), name(user.getUsername(), user.getName()));
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
    underWay.begins(reply);
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
            } finally {
              underWay.ends(reply);
            }
          });
      return true;
    } catch (RejectedExecutionException busy) {
      underWay.ends(reply);
      return false;
    }
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

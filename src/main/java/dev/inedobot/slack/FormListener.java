package dev.inedobot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.inedobot.slack.UpgradeForm.Outcome;
import dev.inedobot.slack.Views.Window;
import dev.inedobot.slack.view.FilledForm;
import dev.inedobot.slack.view.FormView;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.Actor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what people do in the form, and tells in it what came of that. */
final class FormListener {
  private static final Logger LOG = LoggerFactory.getLogger(FormListener.class);
  private static final Duration SOON = Duration.ofMillis(1800);

  /** Within this, an acknowledgement that is being returned has reached Slack. */
  private static final Duration UNTIL_ACKNOWLEDGED = Duration.ofSeconds(1);

  private final UpgradeForm form;
  private final Views views;
  private final Workers workers;
  private final Replies replies;
  private final Senders senders;

  FormListener(UpgradeForm form, Views views, Workers workers, Replies replies, Senders senders) {
    this.form = form;
    this.views = views;
    this.workers = workers;
    this.replies = replies;
    this.senders = senders;
  }

  /** Somebody chose an instance. */
  Response chose(BlockActionPayload payload, ActionContext context) {
    View view = payload.getView();
    if (view == null || payload.getActions().isEmpty() || !senders.areOurs(payload)) {
      return context.ack();
    }
    BlockActionPayload.Action action = payload.getActions().get(0);
    String instance =
        action.getSelectedOption() == null ? "" : text(action.getSelectedOption().getValue());
    Actor who = Senders.of(payload);
    String channel = text(view.getPrivateMetadata());
    Window window = new Window(view.getId(), view.getHash());
    form.choosing(window, instance);
    if (!workers.take(
        () -> form.chose(window, who, channel, instance), replies.privately(channel, who))) {
      LOG.warn("A choice in a form was not taken: too much to do");
      return Response.error(503);
    }
    return context.ack();
  }

  /** What comes of it soon enough is told in the form, and what comes later in its place. */
  Response sent(ViewSubmissionPayload payload, ViewSubmissionContext context) {
    if (!senders.areOurs(payload)) {
      return context.ackWithUpdate(FormView.said(Senders.OTHER_WORKSPACE));
    }
    View view = payload.getView();
    Actor who = Senders.of(payload);
    FilledForm filled = FilledForm.read(view);
    Reply otherwise = replies.privately(filled.channel(), who);
    CompletableFuture<Optional<Outcome>> outcome = new CompletableFuture<>();
    Consumer<Outcome> told =
        came -> {
          if (!outcome.complete(Optional.of(came))) {
            tellLate(view.getId(), came, otherwise);
          }
        };
    boolean taken =
        workers.take(
            () -> form.send(view.getId(), filled, who, told),
            failed -> told.accept(new Outcome.Over(failed.text())));
    if (!taken) {
      return context.ackWithErrors(Map.of(FormView.INSTANCE, Workers.BUSY));
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
      return outcome.get(SOON.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
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

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}

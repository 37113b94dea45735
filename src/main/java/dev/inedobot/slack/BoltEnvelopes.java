package dev.inedobot.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.app_backend.views.response.ViewSubmissionResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.view.Views;
import com.slack.api.webhook.WebhookResponse;
import dev.inedobot.slack.socket.Acknowledgement;
import dev.inedobot.slack.socket.Envelope;
import dev.inedobot.slack.socket.EnvelopeListener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands envelopes to the same listeners of Bolt that take Slack's requests over HTTP. Who asked is
 * told when they did not take it: by HTTP the status says so, an acknowledgement has none.
 */
final class BoltEnvelopes implements EnvelopeListener {
  private static final Logger LOG = LoggerFactory.getLogger(BoltEnvelopes.class);
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final App app;
  private final Slack slack;
  private final SocketModeRequestParser parser;

  BoltEnvelopes(App app) {
    this.app = app;
    this.slack = app.slack();
    this.parser = new SocketModeRequestParser(app.config());
  }

  @Override
  public Acknowledgement take(Envelope envelope) throws Exception {
    @Nullable SocketModeRequest request = parser.parse(envelope.text());
    if (request == null) {
      LOG.info("An envelope of an unknown kind came");
      return Acknowledgement.PLAIN;
    }
    Response response = app.run(request.getBoltRequest());
    if (response.getStatusCode() == OK) {
      return Acknowledgement.with(response.getBody());
    }
    LOG.warn("An envelope was not taken: status {}", response.getStatusCode());
    return instead(
        envelope, response.getStatusCode() == UNAVAILABLE ? Shortcoming.BUSY : Shortcoming.FAILED);
  }

  @Override
  public Acknowledgement instead(Envelope envelope, Shortcoming why) {
    return switch (envelope.kind()) {
      case COMMAND -> Acknowledgement.with(json(command(words(why))));
      case VIEW_SUBMISSION -> Acknowledgement.with(json(modal(why)));
      case INTERACTION ->
          why == Shortcoming.LATE
              ? Acknowledgement.PLAIN
              : new Acknowledgement(null, () -> tell(envelope.responseUrl(), words(why)));
      case OTHER -> Acknowledgement.PLAIN;
    };
  }

  /** What a modal was to say is lost with it: people see in the channel what came of it. */
  @Override
  public void afterwards(Envelope envelope, String payload) {
    String url = envelope.responseUrl();
    if (envelope.kind() != Envelope.Kind.COMMAND || url == null) {
      LOG.info("An answer came too late to be shown");
      return;
    }
    try {
      WebhookResponse told = slack.send(url, payload);
      if (told.getCode() != OK) {
        LOG.warn("An answer could not be given: a response address answered {}", told.getCode());
      }
    } catch (IOException | RuntimeException lost) {
      LOG.warn("An answer could not be given: {}", lost.getMessage());
    }
  }

  private static String words(Shortcoming why) {
    return switch (why) {
      case FAILED -> "Sorry, that failed because of an error of mine. My log has the details.";
      case BUSY -> Workers.BUSY;
      case LATE ->
          "This takes me longer than usual. If I don't answer in a minute, please try again.";
    };
  }

  private static String json(Object response) {
    return Response.json(OK, response).getBody();
  }

  private static SlashCommandResponse command(String words) {
    return SlashCommandResponse.builder().responseType("ephemeral").text(words).build();
  }

  private static ViewSubmissionResponse modal(Shortcoming why) {
    String words = words(why);
    String heading = why == Shortcoming.LATE ? "Working on it" : "Not done";
    return ViewSubmissionResponse.builder()
        .responseAction("update")
        .view(
            Views.view(
                view ->
                    view.type("modal")
                        .title(Views.viewTitle(title -> title.type("plain_text").text(heading)))
                        .close(Views.viewClose(close -> close.type("plain_text").text("Close")))
                        .blocks(
                            List.of(
                                Blocks.section(
                                    section -> section.text(BlockCompositions.plainText(words)))))))
        .build();
  }

  private void tell(@Nullable String responseUrl, String words) {
    if (responseUrl == null) {
      LOG.warn("Somebody could not be told: their click came without a response address");
      return;
    }
    ActionResponse answer =
        ActionResponse.builder()
            .responseType("ephemeral")
            .replaceOriginal(false)
            .text(words)
            .build();
    try {
      WebhookResponse told = new ActionResponseSender(slack).send(responseUrl, answer);
      if (told.getCode() != OK) {
        LOG.warn("Somebody could not be told: a response address answered {}", told.getCode());
      }
    } catch (IOException | RuntimeException lost) {
      LOG.warn("Somebody could not be told: {}", lost.getMessage());
    }
  }
}

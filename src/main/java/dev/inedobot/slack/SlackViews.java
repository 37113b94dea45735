package dev.inedobot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.methods.response.views.ViewsUpdateResponse;
import com.slack.api.model.view.View;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Windows through Slack's Web API. */
final class SlackViews implements Views {
  private static final Logger LOG = LoggerFactory.getLogger(SlackViews.class);

  private final MethodsClient slack;

  SlackViews(MethodsClient slack) {
    this.slack = slack;
  }

  @Override
  public Window open(String trigger, View view) throws NoWindow {
    @Nullable ViewsOpenResponse opened;
    try {
      opened = slack.viewsOpen(request -> request.triggerId(trigger).view(view));
    } catch (IOException | SlackApiException | RuntimeException lost) {
      throw new NoWindow("Slack can't be reached", lost);
    }
    if (opened == null) {
      throw new NoWindow("Slack gave an empty answer", null);
    }
    if (!opened.isOk() || opened.getView() == null) {
      throw new NoWindow("Slack answered " + opened.getError(), null);
    }
    return new Window(opened.getView().getId(), opened.getView().getHash());
  }

  @Override
  public boolean update(Window window, View view) {
    try {
      @Nullable ViewsUpdateResponse updated =
          slack.viewsUpdate(
              request -> {
                request.viewId(window.id()).view(view);
                return window.hash() == null ? request : request.hash(window.hash());
              });
      if (updated != null && updated.isOk()) {
        return true;
      }
      LOG.info("A window was not changed: {}", updated == null ? "" : updated.getError());
    } catch (IOException | SlackApiException | RuntimeException lost) {
      LOG.warn("A window could not be changed: {}", lost.getMessage());
    }
    return false;
  }
}

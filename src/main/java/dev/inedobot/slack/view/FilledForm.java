package dev.inedobot.slack.view;

import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled into the form of {@link FormView}.
 *
 * @param channel the id of the channel that the upgrade is asked for in; empty if the form names
 *     none
 * @param instance empty if none was chosen
 * @param version empty if none was chosen
 * @param versionBlock the {@code block_id} that the version has; that of the instance while the
 *     form does not show that instance's versions
 * @param begin when it is to begin, as it was typed; null for at once
 * @param backup whether they vouch for a backup of this instance
 */
public record FilledForm(
    String channel,
    String instance,
    String version,
    String versionBlock,
    @Nullable String begin,
    boolean backup) {

  /**
   * What was filled in; whatever is missing counts as left empty. So does what was filled in for
   * another instance than the one that is chosen now.
   */
  public static FilledForm read(View view) {
    ViewState state = view.getState();
    Map<String, Map<String, ViewState.Value>> values =
        state == null || state.getValues() == null ? Map.of() : state.getValues();
    String instance = text(value(values, FormView.INSTANCE, Actions.FORM_INSTANCE));
    boolean shown = !instance.isEmpty() && values.containsKey(FormView.VERSION + instance);
    String versionBlock = shown ? FormView.VERSION + instance : FormView.INSTANCE;
    ViewState.Value version = value(values, versionBlock, Actions.FORM_VERSION);
    ViewState.Value begin = value(values, FormView.BEGIN, Actions.FORM_BEGIN);
    ViewState.Value backup =
        shown ? value(values, FormView.BACKUP + instance, Actions.FORM_BACKUP) : null;
    String typed = begin == null || begin.getValue() == null ? "" : begin.getValue().strip();
    String channel = view.getPrivateMetadata();
    return new FilledForm(
        channel == null ? "" : channel,
        instance,
        text(version),
        versionBlock,
        typed.isEmpty() ? null : typed,
        backup != null
            && backup.getSelectedOptions() != null
            && !backup.getSelectedOptions().isEmpty());
  }

  private static ViewState.@Nullable Value value(
      Map<String, Map<String, ViewState.Value>> values, String block, String action) {
    Map<String, ViewState.Value> actions = values.get(block);
    return actions == null ? null : actions.get(action);
  }

  /** What was chosen or typed. */
  private static String text(ViewState.@Nullable Value value) {
    if (value == null) {
      return "";
    }
    if (value.getSelectedOption() != null) {
      String chosen = value.getSelectedOption().getValue();
      return chosen == null ? "" : chosen;
    }
    return value.getValue() == null ? "" : value.getValue().strip();
  }
}

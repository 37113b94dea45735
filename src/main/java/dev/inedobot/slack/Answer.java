package dev.inedobot.slack;

import com.slack.api.model.block.LayoutBlock;
import dev.inedobot.slack.view.Message;
import java.util.List;

/**
 * What one person is told.
 *
 * @param text what it says, in Slack's format
 * @param blocks what is shown; empty to show the text
 */
record Answer(String text, List<LayoutBlock> blocks) {
  /** There is nothing to say. */
  static final Answer NOTHING = new Answer("", List.of());

  Answer {
    blocks = List.copyOf(blocks);
  }

  boolean isNothing() {
    return text.isEmpty() && blocks.isEmpty();
  }

  static Answer of(String mrkdwn) {
    return new Answer(mrkdwn, List.of());
  }

  static Answer of(Message message) {
    return new Answer(message.text(), message.blocks());
  }
}

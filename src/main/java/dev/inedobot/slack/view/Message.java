package dev.inedobot.slack.view;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.block.element.ButtonElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message: paragraphs, buttons, and how the text ends. The text says all that the blocks say,
 * for notifications and screen readers.
 *
 * @param paragraphs each in Slack's format; a blank one is left out
 * @param buttons below the paragraphs, or none
 * @param ending the last words of the text, for example the state; empty for none
 */
public record Message(List<String> paragraphs, List<Button> buttons, String ending) {
  private static final int LONGEST_SECTION = 3000;
  private static final int LONGEST_OF_ALL = 12_000;
  private static final int LONGEST_EDIT_BYTES = 4000;

  public Message {
    paragraphs = List.copyOf(paragraphs.stream().filter(p -> !p.isBlank()).toList());
    buttons = List.copyOf(buttons);
  }

  /** How a button looks. */
  public enum Style {
    PLAIN,
    PRIMARY,
    DANGER
  }

  /**
   * A button.
   *
   * @param action its {@code action_id}
   * @param value what a click on it carries
   * @param confirmation what is asked before the click counts, or null to ask nothing; at most 300
   *     characters (Slack)
   */
  public record Button(
      String action, String label, String value, Style style, @Nullable String confirmation) {
    public Button(String action, String label, String value, Style style) {
      this(action, label, value, style, null);
    }
  }

  public static Message of(String... paragraphs) {
    return new Message(List.of(paragraphs), List.of(), "");
  }

  /** The text of the message, as notifications and screen readers have it. */
  public String text() {
    String body = String.join("\n", fitting());
    return ending.isEmpty() ? body : body + "\n" + ending;
  }

  /**
   * The same, no longer than an edit may be: {@code chat.update} refuses a text of more than 4,000
   * bytes, though a new message takes more. How it ends is kept.
   */
  public String textForEdit() {
    String end = ending.isEmpty() ? "" : "\n" + ending;
    String body = String.join("\n", fitting());
    if (bytes(body + end) <= LONGEST_EDIT_BYTES) {
      return body + end;
    }
    return cut(body, LONGEST_EDIT_BYTES - bytes(end + "…")) + "…" + end;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** As many whole characters of the text as fit; an escaped one counts as one. */
  private static String cut(String text, int longestBytes) {
    int room = longestBytes;
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      room -= bytes(text.substring(end, next));
      if (room < 0) {
        break;
      }
      end = next;
    }
    return Mrkdwn.whole(text.substring(0, end));
  }

  public List<LayoutBlock> blocks() {
    List<LayoutBlock> blocks = new ArrayList<>();
    for (String paragraph : fitting()) {
      blocks.add(Blocks.section(s -> s.text(BlockCompositions.markdownText(paragraph))));
    }
    if (!ending.isEmpty()) {
      blocks.add(Blocks.section(s -> s.text(BlockCompositions.markdownText("*" + ending + "*"))));
    }
    if (!buttons.isEmpty()) {
      blocks.add(
          ActionsBlock.builder()
              .elements(new ArrayList<>(buttons.stream().map(Message::element).toList()))
              .build());
    }
    return blocks;
  }

  /** What it says and looks like, to tell whether Slack has it already. */
  public String content() {
    return text() + "\n" + buttons;
  }

  private static ButtonElement element(Button button) {
    ButtonElement element =
        BlockElements.button(
            b ->
                b.actionId(button.action())
                    .value(button.value())
                    .text(BlockCompositions.plainText(button.label())));
    if (button.style() != Style.PLAIN) {
      element.setStyle(button.style() == Style.PRIMARY ? "primary" : "danger");
    }
    String question = button.confirmation();
    if (question != null) {
      element.setConfirm(
          ConfirmationDialogObject.builder()
              .title(BlockCompositions.plainText("Are you sure?"))
              .text(BlockCompositions.plainText(question))
              .confirm(BlockCompositions.plainText("Yes"))
              .deny(BlockCompositions.plainText("No"))
              .build());
    }
    return element;
  }

  /** Slack takes 3,000 characters in a section and about 13,000 in all blocks together. */
  private List<String> fitting() {
    List<String> fitting = new ArrayList<>();
    int room = LONGEST_OF_ALL;
    for (String paragraph : paragraphs) {
      int longest = Math.min(LONGEST_SECTION, room);
      if (longest < 20) {
        break;
      }
      String cut = Mrkdwn.shortened(paragraph, longest);
      fitting.add(cut);
      room -= cut.length();
    }
    return fitting;
  }
}

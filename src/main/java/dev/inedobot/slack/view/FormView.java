package dev.inedobot.slack.view;

import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that asks for an upgrade. {@link FilledForm} is what comes of it. */
public final class FormView {
  /** The form's {@code callback_id}. */
  public static final String CALLBACK = "upgrade.form";

  /** The {@code block_id} of the instance; errors about nothing else are shown there. */
  public static final String INSTANCE = "instance";

  /** The {@code block_id} of the time. */
  public static final String BEGIN = "begin";

  /** Followed by the instance's name: what was ticked for another instance must not stay. */
  static final String BACKUP = "backup ";

  /** Followed by the instance's name: a choice made for another instance must not stay. */
  static final String VERSION = "version ";

  private static final String TYPE = "modal";
  private static final int OPTIONS = 100;
  private static final int OPTION = 75;
  private static final int HINT = 1500;
  private static final int SECTION = 2900;

  private FormView() {}

  /**
   * What there is to choose from.
   *
   * @param channel the id of the channel that the upgrade is asked for in
   * @param instances the names of all instances
   * @param chosen the one whose versions are shown, or null if none was chosen yet
   */
  public record Content(String channel, List<String> instances, @Nullable Chosen chosen) {
    public Content {
      instances = List.copyOf(instances);
    }
  }

  /**
   * The instance that was chosen.
   *
   * @param about what runs there, as a sentence that may hold text from outside
   * @param versions what it can be upgraded to; none if they are to be typed
   * @param backup what its maker says of backups
   */
  public record Chosen(String instance, String about, List<Choice> versions, String backup) {
    public Chosen {
      versions = List.copyOf(versions);
    }
  }

  /**
   * A version.
   *
   * @param version as it would be typed
   * @param kind for people, for example {@code maintenance}
   */
  public record Choice(String version, String kind) {}

  /** The form while its content is being looked for: it must be open within three seconds. */
  public static View looking(String channel) {
    return said("Looking which instances and versions there are …", channel);
  }

  /** A window that only says something. */
  public static View said(String mrkdwn) {
    return said(mrkdwn, "");
  }

  private static View said(String mrkdwn, String channel) {
    return frame(channel)
        .blocks(List.of(section(mrkdwn)))
        .close(ViewClose.builder().type("plain_text").text("Close").build())
        .build();
  }

  public static View of(Content content) {
    List<LayoutBlock> blocks = new ArrayList<>();
    List<String> offered =
        content.instances().stream().filter(FormView::fits).limit(OPTIONS).toList();
    if (offered.isEmpty()) {
      return said("Type it instead: `/inedo upgrade &lt;instance&gt; &lt;version&gt;`.");
    }
    Chosen chosen = content.chosen();
    blocks.add(
        input(
            INSTANCE,
            "Instance",
            select(
                Actions.FORM_INSTANCE,
                "Choose an instance",
                offered.stream().map(name -> option(name, name)).toList(),
                chosen == null ? "" : chosen.instance()),
            "",
            false,
            true));
    int more = content.instances().size() - offered.size();
    if (more > 0) {
      blocks.add(
          section(
              "and %d more, which don't fit in here: type `/inedo upgrade &lt;instance&gt; &lt;version&gt;`."
                  .formatted(more)));
    }
    if (chosen == null) {
      blocks.add(section("Its versions appear here once you have chosen one."));
    } else {
      blocks.addAll(chosen(chosen));
    }
    return frame(content.channel())
        .blocks(blocks)
        .submit(ViewSubmit.builder().type("plain_text").text("Show the plan").build())
        .close(ViewClose.builder().type("plain_text").text("Close").build())
        .build();
  }

  private static List<LayoutBlock> chosen(Chosen chosen) {
    List<Choice> offered =
        chosen.versions().stream().filter(choice -> fits(choice.version())).limit(OPTIONS).toList();
    int more = chosen.versions().size() - offered.size();
    BlockElement version =
        offered.isEmpty()
            ? text(Actions.FORM_VERSION, "2024.5", 100)
            : select(
                Actions.FORM_VERSION,
                "Choose a version",
                offered.stream()
                    .map(
                        choice ->
                            option(choice.version() + " · " + choice.kind(), choice.version()))
                    .toList(),
                "");
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(section(Mrkdwn.safe(chosen.about(), 1500)));
    blocks.add(
        input(
            VERSION + chosen.instance(),
            "Version",
            version,
            more > 0
                ? "and %d more, which don't fit in here: type /inedo upgrade %s and the version."
                    .formatted(more, chosen.instance())
                : "",
            false,
            false));
    blocks.add(
        section(
            "*Backup first.* %s Whoever vouches for it is recorded; only then can the upgrade be approved."
                .formatted(Mrkdwn.safe(chosen.backup(), 1500))));
    blocks.add(
        input(
            BACKUP + chosen.instance(),
            "Backup",
            CheckboxesElement.builder()
                .actionId(Actions.FORM_BACKUP)
                .options(List.of(option("I have a backup", "yes")))
                .build(),
            "Without this, somebody acknowledges it by a button on the plan.",
            true,
            false));
    blocks.add(
        input(
            BEGIN,
            "Begin",
            text(Actions.FORM_BEGIN, "02:00", 60),
            "At once if this is empty; else for example 02:00 or in 3h, or a day as year-month-day and a"
                + " time, in your time zone.",
            true,
            false));
    return blocks;
  }

  private static View.ViewBuilder frame(String channel) {
    return View.builder()
        .type(TYPE)
        .callbackId(CALLBACK)
        .privateMetadata(channel)
        .title(ViewTitle.builder().type("plain_text").text("Upgrade").build());
  }

  /** A value of an option can't be cut: it would be another one. */
  private static boolean fits(String value) {
    return !value.isEmpty() && value.length() <= OPTION;
  }

  private static OptionObject option(String label, String value) {
    return OptionObject.builder().text(plain(label, OPTION)).value(value).build();
  }

  private static PlainTextObject plain(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    return BlockCompositions.plainText(cut, false);
  }

  private static StaticSelectElement select(
      String action, String placeholder, List<OptionObject> options, String initial) {
    StaticSelectElement select =
        StaticSelectElement.builder()
            .actionId(action)
            .placeholder(plain(placeholder, 150))
            .options(options)
            .build();
    options.stream()
        .filter(option -> option.getValue().equals(initial))
        .findFirst()
        .ifPresent(select::setInitialOption);
    return select;
  }

  private static PlainTextInputElement text(String action, String placeholder, int longest) {
    return PlainTextInputElement.builder()
        .actionId(action)
        .placeholder(plain(placeholder, 150))
        .maxLength(longest)
        .build();
  }

  private static LayoutBlock input(
      String block,
      String label,
      BlockElement element,
      String hint,
      boolean optional,
      boolean dispatches) {
    InputBlock input =
        InputBlock.builder()
            .blockId(block)
            .label(plain(label, 2000))
            .element(element)
            .optional(optional)
            .build();
    if (!hint.isEmpty()) {
      input.setHint(plain(hint, HINT));
    }
    if (dispatches) {
      input.setDispatchAction(true);
    }
    return input;
  }

  private static LayoutBlock section(String mrkdwn) {
    String text = mrkdwn.isBlank() ? "–" : Mrkdwn.shortened(mrkdwn, SECTION);
    return Blocks.section(s -> s.text(BlockCompositions.markdownText(text)));
  }
}

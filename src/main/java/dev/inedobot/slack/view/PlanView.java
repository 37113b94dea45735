package dev.inedobot.slack.view;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.DockerCommands;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an upgrade would do, for one person, over as many messages as it takes: Slack has limits for
 * a section and for a message, and commands are not cut in silence.
 */
public final class PlanView {
  /** A section takes 3,000 characters; the box's own marks and escaped ones count. */
  private static final int LONGEST_BOX = 2800;

  /** Two sections of commands, each perhaps near that, and what else stands there. */
  private static final int BOXES_IN_A_MESSAGE = 3;

  /** With the first message five in all: so many a response address takes. */
  private static final int MOST_BOXES = 12;

  private static final int NAMES = 60;

  private PlanView() {}

  public static List<Message> of(Plan plan, CarryOver carry) {
    List<Message> messages = new ArrayList<>();
    messages.add(
        Message.of(
            title(plan),
            ParentView.facts(plan),
            ParentView.downtime(plan),
            ParentView.warnings(plan),
            steps(plan),
            settings("*Carried over*: set for this container, kept as it is", carry.carried()),
            settings(
                "*Inherited*: made by the old image; the new image's own take their place",
                carry.inherited())));
    List<String> boxes = boxes(DockerCommands.of(plan, carry));
    for (int from = 0; from < Math.min(boxes.size(), MOST_BOXES); from += BOXES_IN_A_MESSAGE) {
      int to = Math.min(Math.min(boxes.size(), MOST_BOXES), from + BOXES_IN_A_MESSAGE);
      List<String> paragraphs = new ArrayList<>();
      paragraphs.add(
          from == 0
              ? head(carry, boxes.size())
              : "*The commands, boxes %d to %d of %d*".formatted(from + 1, to, boxes.size()));
      paragraphs.addAll(boxes.subList(from, to));
      messages.add(new Message(paragraphs, List.of(), ""));
    }
    return messages;
  }

  private static String title(Plan plan) {
    return "*What an upgrade of %s would do: %s %s → %s* (%s release). This changed nothing."
        .formatted(
            Mrkdwn.safeLine(plan.settings().name(), 80),
            plan.settings().product().displayName(),
            plan.old().version().marketingForm(),
            plan.next().version().marketingForm(),
            plan.kind() == ReleaseKind.MAJOR ? "major" : "maintenance");
  }

  private static String steps(Plan plan) {
    List<String> lines = new ArrayList<>(List.of("*Steps*"));
    for (Step step : plan.steps(plan.database().canBeBackedUp())) {
      lines.add(
          "%d. %s — %s%s%s"
              .formatted(
                  lines.size(),
                  step.verb(),
                  step.title(),
                  isOptional(step, plan) ? ", if somebody asks for it" : "",
                  step.isDowntime() ? " · downtime" : ""));
    }
    return String.join("\n", lines);
  }

  private static boolean isOptional(Step step, Plan plan) {
    return step == Step.BACK_UP && BackupRule.of(plan) != BackupRule.Firmness.REQUIRED;
  }

  /** Names only, by what they belong to. */
  private static String settings(String head, List<String> names) {
    Map<String, List<String>> groups = new TreeMap<>();
    for (String name : names) {
      int dot = name.indexOf('.');
      groups
          .computeIfAbsent(name.substring(0, dot), group -> new ArrayList<>())
          .add(name.substring(dot + 1));
    }
    List<String> lines = new ArrayList<>(List.of(head));
    groups.forEach(
        (group, members) -> {
          int more = members.size() - NAMES;
          lines.add(
              "• %s: %s%s"
                  .formatted(
                      group,
                      Mrkdwn.safeLine(
                          String.join(", ", members.stream().limit(NAMES).toList()), 900),
                      more > 0 ? " and %d more".formatted(more) : ""));
        });
    return lines.size() == 1 ? head + ": nothing" : String.join("\n", lines);
  }

  private static String head(CarryOver carry, int boxes) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "*The same by hand*, in a shell on the engine's host%s. The bot does more: it compares, waits,"
                .formatted(boxes > 1 ? " (%d boxes, one after the other)".formatted(boxes) : "")
            + " and goes back.");
    if (boxes > MOST_BOXES) {
      lines.add(
          "• *Incomplete: don't run it.* The configuration is too long to be shown; the commands end after %d of %d boxes."
              .formatted(MOST_BOXES, boxes));
    }
    if (!carry.secretVariables().isEmpty()) {
      lines.add(
          "• Secret values are not shown. The `export` lines read them from the old container, and `--env` without a value passes them on.");
    }
    if (carry.hasPlaceholders()) {
      lines.add(
          "• Where `%s` stands, a value that may be secret is left out: put it in by hand."
              .formatted(Mrkdwn.safeLine(Secrecy.PLACEHOLDER, 80)));
    }
    if (!carry.inexpressible().isEmpty()) {
      lines.add(
          "• `docker create` has no option for: %s. The bot carries it over all the same."
              .formatted(Mrkdwn.safeLine(String.join(", ", carry.inexpressible()), 900)));
    }
    return String.join("\n", lines);
  }

  /** Whole lines only, so that no box ends within a word. */
  private static List<String> boxes(List<String> lines) {
    List<String> boxes = new ArrayList<>();
    StringBuilder box = new StringBuilder();
    for (String line : lines) {
      String safe = Mrkdwn.safe(line, LONGEST_BOX);
      if (box.length() > 0 && box.length() + safe.length() + 1 > LONGEST_BOX) {
        boxes.add(boxed(box));
        box.setLength(0);
      }
      box.append(box.length() > 0 ? "\n" : "").append(safe);
    }
    boxes.add(boxed(box));
    return boxes;
  }

  private static String boxed(CharSequence lines) {
    return "```\n" + lines + "\n```";
  }
}

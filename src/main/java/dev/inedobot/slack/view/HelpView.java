package dev.inedobot.slack.view;

import dev.inedobot.slack.command.Audience;
import dev.inedobot.slack.command.Examples;
import dev.inedobot.slack.command.Subcommand;
import dev.inedobot.upgrade.run.InfoDesk.Rights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person can type, with examples for the instances that there are. */
public final class HelpView {
  private static final int INSTANCES = 30;
  private static final int LONGEST_SECTION = 2800;
  private static final String SOME_VERSION = "2024.5";

  private HelpView() {}

  /** All that the person may do. */
  public static Message of(Rights rights, List<String> instances) {
    String instance = instances.isEmpty() ? "proget" : Mrkdwn.safeLine(instances.get(0), 80);
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add("*I upgrade ProGet, BuildMaster and Otter running as Docker containers.*");
    List<String> lines = new ArrayList<>();
    for (Subcommand subcommand : Subcommand.values()) {
      if (!may(rights, subcommand)) {
        continue;
      }
      String usage = "/inedo " + subcommand.usage();
      String example = subcommand.example(instance);
      lines.add(
          "• `%s` — %s%s"
              .formatted(
                  Mrkdwn.safeLine(usage, 200),
                  subcommand.purpose(),
                  usage.startsWith(example) ? "" : ". For example `" + example + "`"));
    }
    paragraphs.addAll(inSections(lines));
    paragraphs.add(withheld(rights));
    paragraphs.add(
        "Whatever fails, the product ends up running: the old container is kept until the new one has"
            + " proven itself.");
    if (!instances.isEmpty()) {
      int more = instances.size() - INSTANCES;
      paragraphs.add(
          "Instances here: %s%s"
              .formatted(
                  instances.stream()
                      .limit(INSTANCES)
                      .map(Mrkdwn::code)
                      .collect(Collectors.joining(", ")),
                  more > 0 ? " and %d more".formatted(more) : ""));
    }
    return new Message(paragraphs, List.of(), "");
  }

  /**
   * More about one subcommand.
   *
   * @param version one that the first instance could be upgraded to; empty if none is known
   */
  public static Message of(
      Subcommand subcommand, Rights rights, List<String> instances, Optional<String> version) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "*`%s`* — %s."
            .formatted(Mrkdwn.safeLine("/inedo " + subcommand.usage(), 200), subcommand.purpose()));
    paragraphs.add(
        Audience.of(subcommand).words()
            + (may(rights, subcommand) ? "" : " You may not.")
            + (rights.unknown().isEmpty() ? "" : " " + unknown(rights)));
    if (may(rights, subcommand)) {
      paragraphs.add(
          Examples.of(subcommand, instances, version.orElse(SOME_VERSION)).stream()
              .map(example -> "• " + Mrkdwn.code(example))
              .collect(Collectors.joining("\n", "*For example*\n", "")));
    }
    return new Message(paragraphs, List.of(), "");
  }

  /** Whole lines, in as many sections as they take. */
  private static List<String> inSections(List<String> lines) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder();
    for (String line : lines) {
      if (section.length() > 0 && section.length() + line.length() + 1 > LONGEST_SECTION) {
        sections.add(section.toString());
        section.setLength(0);
      }
      section.append(section.length() > 0 ? "\n" : "").append(line);
    }
    sections.add(section.toString());
    return sections;
  }

  private static boolean may(Rights rights, Subcommand subcommand) {
    return switch (Audience.of(subcommand)) {
      case ANYBODY -> true;
      case MEMBERS -> rights.takePart();
      case APPROVERS -> rights.approve();
    };
  }

  /** Which commands are not shown, and why. */
  private static String withheld(Rights rights) {
    if (!rights.unknown().isEmpty()) {
      return unknown(rights);
    }
    String words =
        Arrays.stream(Subcommand.values())
            .filter(subcommand -> !may(rights, subcommand))
            .map(subcommand -> "`" + subcommand.word() + "`")
            .collect(Collectors.joining(", "));
    if (words.isEmpty()) {
      return "";
    }
    return rights.takePart()
        ? "For approvers only: %s.".formatted(words)
        : "For full members of this workspace only: %s.".formatted(words);
  }

  private static String unknown(Rights rights) {
    return "You may not be allowed all of this; I could not check: "
        + Mrkdwn.safe(rights.unknown(), 300);
  }
}

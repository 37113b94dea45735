package dev.inedobot.slack;

import dev.inedobot.product.Version;
import dev.inedobot.slack.command.Command;
import dev.inedobot.slack.command.NearestMatch;
import dev.inedobot.slack.command.Subcommand;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Told;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what was probably meant, with the instances and versions that there are. */
final class Guesses {
  private final InfoDesk info;
  private final Instances instances;

  Guesses(InfoDesk info, Instances instances) {
    this.info = info;
    this.instances = instances;
  }

  /**
   * Which version was probably meant, if the refusal is about the one that was typed: a sentence on
   * a line of its own, or nothing.
   */
  String version(Refusal refusal, Subcommand subcommand, String instance, String typed) {
    Optional<String> form = Version.tryParse(typed).map(Version::marketingForm);
    boolean aboutIt =
        refusal.reason().contains(typed)
            || form.filter(version -> refusal.reason().contains(version)).isPresent();
    if (!aboutIt || !(info.newer(instance) instanceof Told.Newer newer)) {
      return "";
    }
    List<String> versions =
        newer.versions().majors().stream()
            .flatMap(major -> major.versions().stream())
            .map(Version::marketingForm)
            .toList();
    return versions.contains(form.orElse(typed))
        ? ""
        : NearestMatch.of(form.orElse(typed), versions)
            .map(
                meant ->
                    "/inedo %s %s %s".formatted(subcommand.word(), newer.settings().name(), meant))
            .map(line -> "\nDid you mean %s?".formatted(Mrkdwn.code(line)))
            .orElse("");
  }

  /** What is wrong with what was typed, and what can be typed in its place. */
  String misunderstood(Command.Misunderstood misunderstood, String text) {
    List<String> names = instances.list().names();
    Set<String> typed = Set.copyOf(List.of(text.strip().split("\\s+")));
    String instance =
        names.stream()
            .filter(typed::contains)
            .findFirst()
            .or(() -> names.stream().findFirst())
            .orElse("proget");
    List<String> suggestions = misunderstood.suggestions(instance);
    String guess =
        suggestions.isEmpty()
            ? ""
            : " Did you mean %s?"
                .formatted(String.join(" or ", suggestions.stream().map(Mrkdwn::code).toList()));
    return "%s%s `/inedo help` shows what I understand."
        .formatted(Mrkdwn.safe(misunderstood.reason(), 600), guess);
  }
}

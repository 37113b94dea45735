package dev.inedobot.slack;

import dev.inedobot.product.Version;
import dev.inedobot.slack.command.NearestMatch;
import dev.inedobot.slack.command.Subcommand;
import dev.inedobot.slack.view.HelpView;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Told;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a person what they may type here. Blocks while engines and the workspace are asked. */
final class HelpReport {
  private final InfoDesk info;
  private final Instances instances;

  HelpReport(InfoDesk info, Instances instances) {
    this.info = info;
    this.instances = instances;
  }

  /**
   * All of it, or more about one command.
   *
   * @param topic the command's word as it was typed, or null for all
   */
  Answer of(@Nullable String topic, Actor who) {
    Instances.Listing listing = instances.list();
    InfoDesk.Rights rights = info.rights(who, listing.instances());
    if (topic == null) {
      return Answer.of(HelpView.of(rights, listing.names()));
    }
    Optional<Subcommand> about = Subcommand.byWord(topic.toLowerCase(Locale.ROOT));
    if (about.isEmpty()) {
      return Answer.of(unknown(topic));
    }
    boolean ofVersions = about.get() == Subcommand.UPGRADE || about.get() == Subcommand.PLAN;
    Optional<String> version =
        ofVersions && !listing.names().isEmpty()
            ? newest(listing.names().get(0))
            : Optional.empty();
    return Answer.of(HelpView.of(about.get(), rights, listing.names(), version));
  }

  private static String unknown(String topic) {
    String guess =
        NearestMatch.of(topic, Subcommand.words())
            .map(word -> " Did you mean %s?".formatted(Mrkdwn.code("/inedo help " + word)))
            .orElse("");
    return "I know no command %s.%s There are: %s."
        .formatted(
            Mrkdwn.code(topic),
            guess,
            String.join(", ", Subcommand.words().stream().map(Mrkdwn::code).toList()));
  }

  /** A version that an instance could be upgraded to; empty if none is known. */
  private Optional<String> newest(String instance) {
    return info.newer(instance) instanceof Told.Newer newer
        ? newer
            .versions()
            .newestMaintenance()
            .or(newer.versions()::newestMajor)
            .map(Version::marketingForm)
        : Optional.empty();
  }
}

package dev.inedobot.slack;

import com.slack.api.model.view.View;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.Version;
import dev.inedobot.slack.view.FormView;
import dev.inedobot.slack.view.FormView.Choice;
import dev.inedobot.slack.view.FormView.Chosen;
import dev.inedobot.slack.view.FormView.Content;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.NewerVersions.Major;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up what the form has to offer. Blocks while engines and registries are asked. */
final class FormContent {
  private final InfoDesk info;
  private final Instances instances;

  FormContent(InfoDesk info, Instances instances) {
    this.info = info;
    this.instances = instances;
  }

  /**
   * The form for a person.
   *
   * @param channel the id of the channel that the upgrade is asked for in
   * @param instance the one that was chosen; null if none was yet
   */
  View of(Actor who, String channel, @Nullable String instance) {
    Instances.Listing listing = instances.list();
    InfoDesk.Rights rights = info.rights(who, listing.instances());
    if (!rights.takePart()) {
      return FormView.said(
          "Only full members of this workspace can ask for upgrades; guests and people from other"
              + " organisations can't.");
    }
    List<InstanceSettings> all = listing.instances();
    if (all.isEmpty()) {
      String silent = String.join(" ", listing.silentHosts());
      return FormView.said(
          "I found no instance to upgrade. `/inedo status` tells more. "
              + Mrkdwn.safe(silent, 1000));
    }
    Optional<InstanceSettings> settings =
        instance == null
            ? all.stream().findFirst().filter(only -> all.size() == 1)
            : listing.named(instance);
    return FormView.of(
        new Content(channel, listing.names(), settings.map(this::chosen).orElse(null)));
  }

  private Chosen chosen(InstanceSettings settings) {
    String backup = settings.product().backupAdvice();
    Told told = info.newer(settings.name());
    if (told instanceof Told.Newer newer) {
      List<Choice> choices = choices(newer);
      String about =
          "%s runs %s %s.%s"
              .formatted(
                  settings.name(),
                  settings.product().displayName(),
                  newer.running().marketingForm(),
                  choices.isEmpty() ? " Nothing newer is listed; a version can be typed." : "");
      return new Chosen(settings.name(), about, choices, backup);
    }
    String why =
        told instanceof Told.Unlisted unlisted
            ? "I can't list its versions, so type one. " + unlisted.why()
            : told instanceof Told.Refused refused ? refused.refusal().toString() : "";
    return new Chosen(settings.name(), why, List.of(), backup);
  }

  /** Maintenance first: however long the list of a major is, it must not push that out. */
  private static List<Choice> choices(Told.Newer newer) {
    List<Choice> maintenance = new ArrayList<>();
    List<Choice> others = new ArrayList<>();
    for (Major major : newer.versions().majors()) {
      if (major.isReachable()) {
        boolean far = major.kind() == ReleaseKind.MAJOR;
        for (Version version : major.versions()) {
          (far ? others : maintenance)
              .add(new Choice(version.marketingForm(), far ? "major release" : "maintenance"));
        }
      }
    }
    maintenance.addAll(others);
    return maintenance;
  }
}

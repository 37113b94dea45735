package dev.inedobot.slack.view;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.UpgradePath;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.NewerVersions;
import dev.inedobot.upgrade.plan.NewerVersions.Major;
import dev.inedobot.upgrade.run.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is newer than what runs. */
public final class VersionsView {
  private static final int MAJORS = 12;
  private static final int OF_A_MAJOR = 8;

  private VersionsView() {}

  public static Message of(Told.Newer newer) {
    NewerVersions versions = newer.versions();
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "*%s* runs %s %s. %s in %s:"
            .formatted(
                Mrkdwn.safeLine(newer.settings().name(), 80),
                newer.settings().product().displayName(),
                newer.running().marketingForm(),
                versions.majors().isEmpty() ? "Nothing newer is" : "Newer",
                Mrkdwn.code(newer.repository())));
    if (versions.majors().isEmpty()) {
      paragraphs.set(0, paragraphs.get(0).replaceFirst(":$", "."));
    }
    versions.majors().stream().limit(MAJORS).map(VersionsView::major).forEach(paragraphs::add);
    if (versions.majors().size() > MAJORS) {
      paragraphs.add("And %d older majors.".formatted(versions.majors().size() - MAJORS));
    }
    paragraphs.add(preReleases(versions.preReleases()));
    versions.majors().stream()
        .filter(Major::isReachable)
        .findFirst()
        .ifPresent(
            major ->
                paragraphs.add(
                    "`/inedo plan %1$s %2$s` shows what an upgrade would do, `/inedo upgrade %1$s %2$s` asks for it."
                        .formatted(
                            Mrkdwn.safeLine(newer.settings().name(), 80),
                            major.newest().marketingForm())));
    return new Message(paragraphs, List.of(), "");
  }

  private static String major(Major major) {
    String versions =
        major.versions().stream()
            .limit(OF_A_MAJOR)
            .map(Version::marketingForm)
            .collect(Collectors.joining(", "));
    int more = major.versions().size() - OF_A_MAJOR;
    return "*%s* (%s): %s%s\n%s\nWay back: %s"
        .formatted(
            major.line(),
            major.kind() == ReleaseKind.MAJOR ? "major release" : "maintenance",
            versions,
            more > 0 ? " and %d more".formatted(more) : "",
            path(major.path()),
            Mrkdwn.safe(major.wayBack().note(), 400))
        .replace("\n\n", "\n");
  }

  private static String path(UpgradePath path) {
    if (path instanceof UpgradePath.StopInBetween stop) {
      return "Not directly: " + Mrkdwn.safe(stop.text(), 400);
    }
    if (path instanceof UpgradePath.Refused refused) {
      return "Not possible: " + Mrkdwn.safe(refused.text(), 400);
    }
    return Mrkdwn.safe(String.join(" ", ((UpgradePath.Allowed) path).warnings()), 600);
  }

  private static String preReleases(int hidden) {
    return switch (hidden) {
      case 0 -> "";
      case 1 -> "One newer pre-release is not shown; it needs its full name.";
      default -> "%d newer pre-releases are not shown; each needs its full name.".formatted(hidden);
    };
  }

  /** The registry does not tell. */
  public static Message of(Told.Unlisted unlisted) {
    String instance = Mrkdwn.safeLine(unlisted.settings().name(), 80);
    return Message.of(
        "*%s* runs %s %s. I can't tell what is newer. %s"
            .formatted(
                instance,
                unlisted.settings().product().displayName(),
                unlisted.running().marketingForm(),
                Mrkdwn.safe(unlisted.why(), 1200)),
        "A full version can be asked for all the same, for the engine finds it by itself: `/inedo upgrade %s 2024.5`."
            .formatted(instance));
  }
}

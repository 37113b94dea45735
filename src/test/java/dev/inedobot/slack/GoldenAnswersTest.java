package dev.inedobot.slack;

import dev.inedobot.image.Tag;
import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.slack.command.Subcommand;
import dev.inedobot.slack.view.AnnouncementView;
import dev.inedobot.slack.view.ChoiceView;
import dev.inedobot.slack.view.FormView;
import dev.inedobot.slack.view.HelpView;
import dev.inedobot.slack.view.HistoryView;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.PlanView;
import dev.inedobot.slack.view.StatusView;
import dev.inedobot.slack.view.VersionsView;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.CarryOver.Option;
import dev.inedobot.upgrade.plan.HealthBefore;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.NewerVersions;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.InfoDesk.Rights;
import dev.inedobot.upgrade.run.InfoDesk.State;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Surveyor.Sight;
import dev.inedobot.upgrade.run.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What commands are answered with, what the form shows, and what other channels are told. */
final class GoldenAnswersTest {
  private static final String LINK = "https://example.slack.com/archives/C02OPS/p1795586400000100";
  private static final Plan PLAN = Observations.planned("2023.9", "2024.5");

  private static InstanceSettings named(String name) {
    InstanceSettings usual = Observations.settings(Product.PROGET);
    return new InstanceSettings(
        name, usual.product(), usual.host(), name, null, usual.approval(), usual.timing());
  }

  private static Sight sight(HealthReading.Verdict verdict, String words) {
    return new Sight(
        Observations.healthy().container(),
        Version.parse("2024.4"),
        new HealthBefore(Observations.ADDRESS, new HealthReading(verdict, null, List.of(), words)),
        List.of());
  }

  private static Told.Newer newer(String running, String... tags) {
    Version version = Version.parse(running);
    return new Told.Newer(
        named("proget"),
        version,
        "proget.inedo.com/productimages/inedo/proget",
        NewerVersions.than(version, Product.PROGET, Arrays.stream(tags).map(Tag::parse).toList()));
  }

  @Test
  void status() throws Exception {
    State healthy =
        new State(
            named("proget"),
            sight(HealthReading.Verdict.HEALTHY, "healthy"),
            "",
            Duration.ofHours(60),
            List.of(Version.parse("2024.5"), Version.parse("2025.13")),
            "",
            null);
    State ill =
        new State(
            named("proget-staging"),
            sight(HealthReading.Verdict.PROBLEM, "licenseStatus: Expired"),
            "",
            Duration.ofMinutes(3),
            List.of(),
            "its registry did not answer in time",
            Lives.upgrade(UpgradeState.RUNNING));
    State gone =
        new State(
            named("proget-old-site"),
            null,
            "there is no container called proget-old-site",
            null,
            List.of(),
            "",
            null);
    Instances.Listing listing =
        new Instances.Listing(
            List.of(),
            List.of(
                new Instances.NotAnInstance("web_proget.1.x7", "it is a task of a Swarm service")),
            List.of("Tried to list the containers of tcp://prod-2:2376, but it did not answer."));
    try (Golden golden = new Golden()) {
      golden
          .message(
              "some instances",
              StatusView.of(
                  List.of(healthy, ill, gone),
                  listing,
                  List.of(
                      Lives.upgrade(UpgradeState.SUCCEEDED),
                      Lives.upgrade(UpgradeState.ROLLED_BACK))))
          .message(
              "none",
              StatusView.of(
                  List.of(), new Instances.Listing(List.of(), List.of(), List.of()), List.of()))
          .isAsIn("status");
    }
  }

  @Test
  void help() throws Exception {
    List<String> instances = List.of("proget", "otter-staging");
    Rights guest = new Rights(false, false, "");
    Rights member = new Rights(true, false, "");
    Rights approver = new Rights(true, true, "");
    Rights unknown = new Rights(true, true, "Slack could not be asked (time-out).");
    try (Golden golden = new Golden()) {
      golden
          .message("for a guest", HelpView.of(guest, instances))
          .message("for a member", HelpView.of(member, instances))
          .message("for an approver", HelpView.of(approver, instances))
          .message("for somebody whom Slack does not tell of", HelpView.of(unknown, List.of()));
      for (Subcommand subcommand : Subcommand.values()) {
        golden.message(
            "for an approver, " + subcommand.word(),
            HelpView.of(subcommand, approver, instances, Optional.of("2024.5")));
      }
      golden
          .message(
              "for a member, override",
              HelpView.of(Subcommand.OVERRIDE, member, instances, Optional.empty()))
          .isAsIn("help");
    }
  }

  @Test
  void history() throws Exception {
    List<HistoryView.Line> lines = new ArrayList<>();
    for (UpgradeState state : UpgradeState.values()) {
      lines.add(new HistoryView.Line(Lives.upgrade(state), Lives.to(state), LINK));
    }
    try (Golden golden = new Golden()) {
      golden
          .message("the newest", HistoryView.of(HistoryView.Page.first(null), lines, true))
          .message(
              "a page in the middle",
              HistoryView.of(new HistoryView.Page("proget", 8), lines.subList(0, 1), true))
          .message("none", HistoryView.of(HistoryView.Page.first("proget"), List.of(), false))
          .isAsIn("history");
    }
  }

  @Test
  void versions() throws Exception {
    Told.Newer many =
        newer(
            "2024.4",
            "23.0.27",
            "24.0.4",
            "24.0.5",
            "24.0.6-ci.1",
            "25.0.12",
            "25.0.13",
            "26.0.12");
    try (Golden golden = new Golden()) {
      golden
          .message("several majors", VersionsView.of(many))
          .message("nothing newer", VersionsView.of(newer("2026.12", "26.0.12")))
          .message("a stop in between", VersionsView.of(newer("5.1.9", "5.2.9", "24.0.5")))
          .message(
              "the registry does not tell",
              VersionsView.of(
                  new Told.Unlisted(
                      named("proget"),
                      Version.parse("2024.4"),
                      "Tried to list the versions in proget.inedo.com/productimages/inedo/proget, but"
                          + " proget.inedo.com did not answer within 30 s. See that it can be"
                          + " reached from here.")))
          .message("upgrade without a version", ChoiceView.of(many, null))
          .isAsIn("versions");
    }
  }

  @Test
  void plan() throws Exception {
    CarryOver carry =
        new CarryOver(
            List.of("Env.TZ", "Env.PROGET_ENCRYPTION_KEY", "HostConfig.Memory", "Labels.team"),
            List.of("Config.Cmd", "Env.PATH"),
            List.of(
                Option.of("--env", "TZ=Europe/Berlin"),
                Option.secret("PROGET_ENCRYPTION_KEY"),
                Option.of("--memory", "2147483648"),
                Option.of("--label", "team=packages")),
            List.of(),
            List.of(),
            List.of("Config.Shell"));
    try (Golden golden = new Golden()) {
      int part = 0;
      for (Message message : PlanView.of(PLAN, carry)) {
        golden.message("part " + ++part, message);
      }
      golden.isAsIn("plan");
    }
  }

  @Test
  void window() throws Exception {
    List<String> instances = List.of("proget", "proget-staging");
    String backup = Product.PROGET.backupAdvice();
    try (Golden golden = new Golden()) {
      golden
          .window("just opened", FormView.looking("C02OPS"))
          .window("nothing chosen", FormView.of(new FormView.Content("C02OPS", instances, null)))
          .window(
              "an instance chosen",
              FormView.of(
                  new FormView.Content(
                      "C02OPS",
                      instances,
                      new FormView.Chosen(
                          "proget",
                          "proget runs ProGet 2024.4.",
                          List.of(
                              new FormView.Choice("2024.5", "maintenance"),
                              new FormView.Choice("2025.13", "major release")),
                          backup))))
          .window(
              "no versions listed",
              FormView.of(
                  new FormView.Content(
                      "C02OPS",
                      instances,
                      new FormView.Chosen(
                          "proget", "I can't list its versions, so type one.", List.of(), backup))))
          .window("sent", FormView.said("The plan is made: it stands in <#C02OPS>."))
          .isAsIn("window");
    }
  }

  @Test
  void announcements() throws Exception {
    try (Golden golden = new Golden()) {
      for (UpgradeState state :
          List.of(
              UpgradeState.RUNNING,
              UpgradeState.SUCCEEDED,
              UpgradeState.FAILED,
              UpgradeState.ROLLED_BACK)) {
        List<UpgradeEvent> events = Lives.to(state);
        Optional<Message> line =
            AnnouncementView.after(Lives.upgrade(state), events, LINK)
                .or(() -> AnnouncementView.before(Lives.upgrade(state), events, LINK));
        golden.message("elsewhere, " + state.words(), line.orElseThrow());
      }
      golden.message(
          "in the thread, of a channel", AnnouncementView.refused("C03NEWS", "not_in_channel"));
      for (UpgradeState state :
          List.of(
              UpgradeState.ACKNOWLEDGED,
              UpgradeState.RUNNING,
              UpgradeState.NEEDS_ATTENTION,
              UpgradeState.SUCCEEDED)) {
        golden.message(
            "to who asked, " + state.words(),
            AnnouncementView.lost(Lives.upgrade(state), PLAN, Lives.to(state), "is_archived"));
      }
      golden.isAsIn("announcements");
    }
  }
}

package dev.inedobot.slack.view;

import dev.inedobot.product.Product;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.slack.view.Message.Style;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Downtime;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parent message: the plan while people decide, the steps while it runs, the outcome after. */
final class ParentView {
  private ParentView() {}

  static Message of(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(title(upgrade, plan));
    boolean undecided = upgrade.state().canBeCancelled();
    if (undecided) {
      paragraphs.add(facts(plan));
      paragraphs.add(downtime(plan) + expected(events));
      paragraphs.add(warnings(plan));
      if (upgrade.state() == UpgradeState.REQUESTED) {
        paragraphs.add(backup(plan));
      }
    }
    paragraphs.add(people(upgrade, plan, events));
    if (!undecided && upgrade.state().isActive()) {
      paragraphs.add(expected(events).strip());
    }
    if (undecided || events.stream().anyMatch(e -> e.kind() == Kind.RUN_STARTED)) {
      paragraphs.add(steps(plan, events));
    }
    paragraphs.add(outcome(events) + (upgrade.state().isActive() ? "" : unmeasured(events)));
    return new Message(paragraphs, buttons(upgrade, plan, events), upgrade.state().words());
  }

  private static String title(Upgrade upgrade, Plan plan) {
    if (plan.work() == Work.BACKUP) {
      return "*Back up %s: %s %s* · `%s`"
          .formatted(
              Mrkdwn.safeLine(upgrade.instance(), 80),
              Mrkdwn.safeLine(upgrade.product(), 40),
              Mrkdwn.safeLine(upgrade.from(), 40),
              upgrade.id());
    }
    return "*%s %s: %s %s → %s* (%s) · `%s`"
        .formatted(
            verb(plan),
            Mrkdwn.safeLine(upgrade.instance(), 80),
            Mrkdwn.safeLine(upgrade.product(), 40),
            Mrkdwn.safeLine(upgrade.from(), 40),
            Mrkdwn.safeLine(upgrade.to(), 40),
            kind(plan),
            upgrade.id());
  }

  private static String verb(Plan plan) {
    if (plan.work() == Work.DATABASE) {
      return "Upgrade only the database of";
    }
    return plan.isRollback() ? "Roll back" : "Upgrade";
  }

  private static String kind(Plan plan) {
    if (plan.isRollback()) {
      return plan.kind() == ReleaseKind.MAJOR ? "over a major" : "within the major";
    }
    return plan.kind() == ReleaseKind.MAJOR ? "major release" : "maintenance release";
  }

  static String facts(Plan plan) {
    if (plan.work() == Work.BACKUP) {
      return "• "
          + Mrkdwn.safe(home(plan), 500)
          + "\n• Container: %s on host %s"
              .formatted(Mrkdwn.code(plan.container()), Mrkdwn.code(plan.settings().host()));
    }
    return String.join(
        "\n",
        "• Image: %s, digest %s"
            .formatted(
                Mrkdwn.code(plan.next().image().toString()),
                Mrkdwn.code(plan.next().digest().toString())),
        "• Container: %s on host %s, runs %s, made from %s"
            .formatted(
                Mrkdwn.code(plan.container()),
                Mrkdwn.code(plan.settings().host()),
                Mrkdwn.safeLine(plan.old().version().marketingForm(), 40),
                Mrkdwn.code(plan.old().image().reference())),
        "• Health is asked at: %s (%s)"
            .formatted(
                Mrkdwn.code(plan.before().address().uri().toString()),
                plan.before().address().way().words()),
        "• Way back: " + Mrkdwn.safe(plan.wayBack().note(), 600),
        "• " + Mrkdwn.safe(home(plan), 500),
        "• Checked, and again right before the stop: %s. Plan %s"
            .formatted(
                Mrkdwn.safe(String.join(" · ", plan.checks().fine()), 700),
                Mrkdwn.code(plan.hash().substring(0, 12))));
  }

  private static String home(Plan plan) {
    DatabaseHome database = plan.database();
    if (!database.canBeBackedUp()) {
      return "Database: I can't back it up. " + database.note();
    }
    return "Database: %s; a backup of it is taken in the container %s and goes to %s there. %s"
        .formatted(
            plan.databaseWords(), database.containerName(), database.directory(), database.note())
        .strip();
  }

  static String downtime(Plan plan) {
    if (plan.work() == Work.BACKUP) {
      return "*Downtime*: none; the product serves meanwhile.";
    }
    if (plan.work() == Work.DATABASE) {
      return ("*Downtime*: the product is stopped first, as it and the process that upgrades the database share their"
              + " volumes; from then until %s runs again and is healthy.")
          .formatted(plan.old().version().marketingForm());
    }
    String migration =
        plan.settings().product().displayName()
            + "'s own start"
            + (plan.kind() == ReleaseKind.MAJOR
                ? " with its database upgrade, which may take several minutes"
                : "");
    return ("*Downtime*: from stopping the old container (it gets up to %s to end) until the new one is"
            + " healthy: %s. Pulling and creating happen before, while the old one serves. The old"
            + " container is kept as %s until the new one has been healthy for %s.")
        .formatted(
            Durations.words(plan.old().grace()),
            migration,
            Mrkdwn.code(Names.old(plan.container())),
            Durations.words(plan.settings().timing().stableFor()));
  }

  /** As it was recorded with the request; nothing for those of before that was done. */
  private static String expected(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.REQUESTED && !event.text().isBlank())
        .findFirst()
        .map(event -> " " + Mrkdwn.safe(event.text(), 300))
        .orElse("");
  }

  static String warnings(Plan plan) {
    if (plan.warnings().isEmpty()) {
      return "";
    }
    return plan.warnings().stream()
        .map(warning -> "• " + Mrkdwn.safe(warning, 500))
        .collect(Collectors.joining("\n", "*Please note*\n", ""));
  }

  private static String backup(Plan plan) {
    Product product = plan.settings().product();
    String firmness =
        plan.kind() == ReleaseKind.MAJOR
            ? "This is a major release: it may change the database's schema, and going further back"
                + " than one major needs a backup. "
            : "";
    return "*Backup first.* %s%s %s%s"
        .formatted(
            firmness, Mrkdwn.safe(product.backupAdvice(), 600), ways(plan), CopyView.offer(plan));
  }

  private static String ways(Plan plan) {
    String word =
        "Whoever clicks _I have a backup_ is recorded with it; only then can it be approved.";
    return switch (BackupRule.of(plan)) {
      case ACKNOWLEDGED -> word;
      case OFFERED, REQUIRED_FOR_A_RESTORE ->
          "_Back up now_ has me back up the database as a step of the run, before anything is touched; if that fails, nothing"
              + " is. "
              + word;
      case REQUIRED ->
          ("_Back up now_ has me back up the database as a step of the run, before anything is touched; if that fails, nothing"
                      + " is. *It is required here*: _I have a backup_ counts only with one that I took myself, no older than %s.")
                  .formatted(Durations.words(BackupRule.FRESH))
              + proof(plan);
    };
  }

  private static String proof(Plan plan) {
    return BackupRule.proves(plan)
        ? (" It is proven before anything is touched: restored into a container of its own without a network, %s, which has"
                + " to answer as healthy.")
            .formatted(Mrkdwn.code(Names.task(plan.container(), "prove")))
        : "";
  }

  private static String people(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    ApprovalRule rule = plan.settings().approval();
    List<String> said = new ArrayList<>();
    said.add(
        "Asked for by %s at %s"
            .formatted(Mrkdwn.mention(upgrade.requestedBy()), Mrkdwn.time(upgrade.requestedAt())));
    for (UpgradeEvent event : events) {
      String verb =
          switch (event.kind()) {
            case BACKUP_ACKNOWLEDGED -> "Backup acknowledged";
            case BACKUP_ASKED -> "Backup%s asked for".formatted(CopyView.with(plan, event));
            case BACKUP_OVERRIDDEN ->
                "*Goes on without my backup* (%s), decided"
                    .formatted(Mrkdwn.safeLine(event.text(), 400));
            case APPROVED -> "Approved";
            case OVERRIDDEN -> "Overridden (%s)".formatted(Mrkdwn.safeLine(event.text(), 400));
            case CANCELLED -> "Cancelled";
            case VETOED -> "*Vetoed*";
            default -> "";
          };
      if (!verb.isEmpty()) {
        said.add(
            "%s by %s at %s"
                .formatted(verb, Mrkdwn.mention(event.actor()), Mrkdwn.time(event.at())));
      }
    }
    if (upgrade.state() == UpgradeState.REQUESTED || upgrade.state() == UpgradeState.ACKNOWLEDGED) {
      said.add(
          "%d %s needed, by %s%s; open until %s"
              .formatted(
                  rule.required(),
                  rule.required() == 1 ? "approval" : "approvals",
                  RuleView.approvers(rule),
                  rule.allowSelfApproval() ? "" : ", but not by who asked",
                  Mrkdwn.time(upgrade.requestedAt().plus(rule.expiresAfter()))));
    }
    begins(upgrade, plan, events).ifPresent(said::add);
    return String.join("\n", said);
  }

  /** When it begins, as long as that is ahead; what it waits for once it is queued. */
  private static Optional<String> begins(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    return switch (upgrade.state()) {
      case REQUESTED, ACKNOWLEDGED -> beginsOnceApproved(upgrade, plan);
      case SCHEDULED ->
          last(events, Kind.SCHEDULED)
              .map(event -> "*Begins at %s*".formatted(ThreadView.begins(event, upgrade)));
      case QUEUED ->
          last(events, Kind.WAITING)
              .map(event -> "It waits for its turn. " + Mrkdwn.safe(event.text(), 300));
      default -> Optional.empty();
    };
  }

  private static Optional<String> beginsOnceApproved(Upgrade upgrade, Plan plan) {
    List<String> said = new ArrayList<>();
    if (upgrade.beginAt() != null) {
      said.add(
          "*To begin at %s*, once it is approved"
              .formatted(Mrkdwn.safe(upgrade.beginAt().words(), 100)));
    }
    if (plan.settings().window() != null) {
      said.add(
          "It begins only in its maintenance window, %s"
              .formatted(Mrkdwn.code(plan.settings().window().toString())));
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", said));
  }

  private static Optional<UpgradeEvent> last(List<UpgradeEvent> events, Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).reduce((first, second) -> second);
  }

  private static String steps(Plan plan, List<UpgradeEvent> events) {
    List<StepLine> performed = StepLine.of(events);
    List<Step> planned = plan.steps(Backups.isPartOfRun(events));
    List<String> lines = new ArrayList<>();
    for (Step step : planned) {
      lines.add(line(step, (planned.indexOf(step) + 1) + ".", performed));
    }
    performed.stream()
        .map(StepLine::step)
        .filter(step -> !planned.contains(step))
        .distinct()
        .forEach(step -> lines.add(line(step, "↩", performed)));
    return String.join("\n", lines);
  }

  private static String line(Step step, String number, List<StepLine> performed) {
    StepLine last = null;
    for (StepLine candidate : performed) {
      last = candidate.step() == step ? candidate : last;
    }
    if (last == null) {
      return "%s %s — %s".formatted(number, step.verb(), step.title());
    }
    String detail =
        last.isRunning() && !last.detail().isEmpty()
            ? ": " + Mrkdwn.safeLine(last.detail(), 150)
            : "";
    return "%s *%s* — %s%s".formatted(number, step.verb(), last.outcome(), detail);
  }

  private static String outcome(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.FINISHED || event.kind() == Kind.EXPIRED)
        .reduce((first, second) -> second)
        .map(event -> Mrkdwn.safe(event.text(), 1500))
        .orElse("");
  }

  private static String unmeasured(List<UpgradeEvent> events) {
    String took = Downtime.unmeasured(events);
    return took.isEmpty() ? "" : " " + took;
  }

  private static List<Button> buttons(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    String id = upgrade.id().value();
    Button cancel = new Button(Actions.CANCEL, "Cancel", id, Style.DANGER);
    return switch (upgrade.state()) {
      case REQUESTED ->
          plan.work() == Work.BACKUP
              ? List.of(new Button(Actions.BACK_UP, "Back up now", id, Style.PRIMARY), cancel)
              : Stream.concat(CopyView.buttons(upgrade.id(), plan).stream(), Stream.of(cancel))
                  .toList();
      case ACKNOWLEDGED ->
          List.of(new Button(Actions.APPROVE, "Approve", id, Style.PRIMARY), cancel);
      case SCHEDULED, QUEUED -> List.of(cancel);
      case NEEDS_ATTENTION -> AttentionView.buttons(upgrade, plan, events);
      case SUCCEEDED, FAILED, ROLLED_BACK -> KeptView.buttons(upgrade, events);
      case RUNNING, CANCELLED, EXPIRED -> List.of();
    };
  }
}

package dev.inedobot.slack.view;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.BeginAt;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The thread: one message per decision and per performance of a step, in the order of the record.
 */
final class ThreadView {
  private static final int LONGEST_LOG = 2500;

  private final Upgrade upgrade;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<Step, Integer> performances = new EnumMap<>(Step.class);

  /** Logs that were told. A restart in between reads the same lines again. */
  private final Set<String> logs = new HashSet<>();

  private int other;
  private int approvals;

  private ThreadView(Upgrade upgrade) {
    this.upgrade = upgrade;
  }

  static Map<String, Message> of(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    ThreadView view = new ThreadView(upgrade);
    List<StepLine> lines = StepLine.of(events);
    List<Step> planned = plan.steps(Backups.isPartOfRun(events));
    UpgradeState ended = UpgradeState.RUNNING;
    int line = 0;
    int endings = (int) events.stream().filter(e -> e.kind() == UpgradeEvent.Kind.FINISHED).count();
    for (UpgradeEvent event : events) {
      switch (event.kind()) {
        case STEP_STARTED -> view.step(lines.get(line++), planned);
        case FINISHED -> {
          endings--;
          ended = endings == 0 ? upgrade.state() : UpgradeState.NEEDS_ATTENTION;
          view.end(event, ended, plan);
        }
        default -> view.say(event, plan);
      }
    }
    return view.messages;
  }

  private void say(UpgradeEvent event, Plan plan) {
    String who = Mrkdwn.mention(event.actor());
    String at = Mrkdwn.time(event.at());
    String text = Mrkdwn.safe(event.text(), 1500);
    String said =
        switch (event.kind()) {
          case BACKUP_ACKNOWLEDGED ->
              "%s acknowledged at %s that a backup of %s exists%s. %s"
                  .formatted(
                      who,
                      at,
                      Mrkdwn.safeLine(upgrade.instance(), 80),
                      Backup.parse(event.text()).map(ThreadView::mine).orElse(""),
                      needed(plan));
          case BACKUP_ASKED ->
              "%s has me back up %s first%s, at %s. %s"
                  .formatted(
                      who,
                      Mrkdwn.safeLine(upgrade.instance(), 80),
                      CopyView.with(plan, event),
                      at,
                      needed(plan));
          case BACKUP_OVERRIDDEN ->
              "*%s goes on without a backup of mine*, at %s, with the reason: %s\n%s"
                  .formatted(who, at, text, needed(plan));
          case APPROVED -> "%s approved at %s%s.".formatted(who, at, howMany(plan));
          case SCHEDULED -> "It begins at %s.".formatted(begins(event, upgrade));
          case OVERRIDDEN ->
              "*%s overrode what it waited for*, at %s, with the reason: %s"
                  .formatted(who, at, text);
          case CHOSEN -> "%s chose %s, at %s.".formatted(who, AttentionView.words(event), at);
          case CANCELLED ->
              "%s cancelled this%s at %s. Nothing was changed. %s"
                  .formatted(who, others(event), at, text);
          case VETOED ->
              "*%s vetoed this*%s as an approver, at %s. Nothing was changed. %s"
                  .formatted(who, others(event), at, text);
          case EXPIRED ->
              "%s Expired at %s. %s Nothing was changed."
                  .formatted(Mrkdwn.mention(upgrade.requestedBy()), at, text);
          case RUN_STARTED ->
              plan.work() == Work.BACKUP
                  ? "The backup of %s begins at %s."
                      .formatted(Mrkdwn.safeLine(upgrade.instance(), 80), at)
                  : "The %s of %s to %s begins at %s."
                      .formatted(
                          plan.isRollback() ? "return" : plan.work().words(),
                          Mrkdwn.safeLine(upgrade.instance(), 80),
                          Mrkdwn.safeLine(plan.next().version().marketingForm(), 40),
                          at);
          case GOING_BACK ->
              "*Going back to %s.* %s"
                  .formatted(Mrkdwn.safeLine(plan.old().version().marketingForm(), 40), text);
          case LOG -> logs.add(event.text()) ? log(event) : "";
          case OLD_KEPT ->
              "%s stays, stopped, as a way back until %s: `/inedo rollback %s`."
                  .formatted(
                      Mrkdwn.code(Names.old(plan.container())),
                      Mrkdwn.time(Instant.parse(event.text())),
                      Mrkdwn.safeLine(upgrade.instance(), 80));
          case IMAGES_REMOVED ->
              "Images of past upgrades that I had pulled are removed: %s.".formatted(text);
          case DISCARD_ASKED -> "%s has me delete, at %s: %s.".formatted(who, at, text);
          case KEPT_DISCARDED -> "Deleted, which I looked at: %s. (%s)".formatted(text, at);
          case DISCARD_FAILED -> "*Not deleted*: %s (%s)".formatted(text, at);
          case RUN_RESUMED, NOTE, OLD_GONE -> text + " (" + at + ")";
          case REQUESTED,
              QUEUED,
              WAITING,
              BACKUP_TAKEN,
              BACKUP_PROVEN,
              TASK_CREATED,
              DATA_KEPT,
              VOLUME_COPIED,
              RESTORING,
              CREATED,
              PULLING,
              GATE_PASSED,
              STEP_STARTED,
              STEP_PROGRESS,
              STEP_DONE,
              STEP_FAILED,
              FINISHED ->
              "";
        };
    if (!said.isBlank()) {
      messages.put("said:" + ++other, Message.of(said.strip()));
    }
    if (event.kind() == UpgradeEvent.Kind.WAITING) {
      // One message for the whole wait, edited as the queue moves on.
      messages.put("waiting", Message.of("It waits for its turn. " + text));
    }
  }

  private static String mine(Backup backup) {
    return ", the one that I took at %s (%s)"
        .formatted(Mrkdwn.time(backup.takenAt()), Mrkdwn.code(backup.path()));
  }

  /** Mentions the approvers when they are needed: a new message notifies them. */
  private static String needed(Plan plan) {
    ApprovalRule rule = plan.settings().approval();
    return "%d %s needed, by %s%s."
        .formatted(
            rule.required(),
            rule.required() == 1 ? "approval is" : "approvals are",
            RuleView.approvers(rule),
            rule.allowSelfApproval() ? "" : ", but not by who asked");
  }

  /** Which of the approvals that it takes this one is, if it takes several. */
  private String howMany(Plan plan) {
    int required = plan.settings().approval().required();
    approvals++;
    return required == 1 ? "" : ", which makes %d of %d".formatted(approvals, required);
  }

  /** Mentions the one who asked, if it was somebody else who ended it. */
  private String others(UpgradeEvent end) {
    return end.actor().id().equals(upgrade.requestedBy().id())
        ? ""
        : ", which %s asked for,".formatted(Mrkdwn.mention(upgrade.requestedBy()));
  }

  /** When it begins and why then, from the text of a {@code SCHEDULED} entry. */
  static String begins(UpgradeEvent scheduled, Upgrade upgrade) {
    String[] parts = scheduled.text().split(" ", 2);
    ZoneId zone = upgrade.beginAt() == null ? ZoneOffset.UTC : upgrade.beginAt().zone();
    String when = new BeginAt(Instant.parse(parts[0]), zone).words();
    return Mrkdwn.safe(parts.length == 2 ? when + ", " + parts[1] : when, 300);
  }

  private static String log(UpgradeEvent event) {
    Step step = event.step();
    return "The last lines of the container's log (%s):\n%s"
        .formatted(step == null ? "" : step.verb(), Mrkdwn.block(event.text(), LONGEST_LOG));
  }

  private void step(StepLine line, List<Step> planned) {
    int performance = performances.merge(line.step(), 1, Integer::sum);
    int place = planned.indexOf(line.step());
    String number = place < 0 ? "↩" : "%d/%d".formatted(place + 1, planned.size());
    String times =
        line.ended() == null
            ? "since " + Mrkdwn.time(line.started())
            : "%s to %s".formatted(Mrkdwn.time(line.started()), Mrkdwn.time(line.ended()));
    String head =
        "%s *%s* — %s, %s%s"
            .formatted(
                number,
                line.step().verb(),
                line.outcome(),
                times,
                line.step().isDowntime() ? " · downtime" : "");
    String detail = line.detail().isEmpty() ? "" : "\n" + Mrkdwn.safe(line.detail(), 1500);
    messages.put(
        "step:%s:%d".formatted(line.step().verb(), performance),
        Message.of(
            head
                + "\n"
                + line.step().title()
                + (line.intent().isEmpty() ? "" : ": " + Mrkdwn.safe(line.intent(), 500))
                + detail));
  }

  /**
   * Mentions the one who asked, and where a person must choose those who may: an edited message
   * notifies nobody, a new one does.
   */
  private void end(UpgradeEvent event, UpgradeState state, Plan plan) {
    ApprovalRule rule = plan.settings().approval();
    String choosers =
        state == UpgradeState.NEEDS_ATTENTION
            ? "\nWho can choose: %s.".formatted(RuleView.approvers(rule))
            : "";
    messages.put(
        "end:" + ++other,
        Message.of(
            "%s *%s.* %s%s"
                .formatted(
                    Mrkdwn.mention(upgrade.requestedBy()),
                    state.words(),
                    Mrkdwn.safe(event.text(), 2000),
                    choosers)));
  }
}

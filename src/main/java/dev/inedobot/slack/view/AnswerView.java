package dev.inedobot.slack.view;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.run.Decision;
import java.util.List;
import java.util.Optional;

/** Answers for the one person who asked. */
public final class AnswerView {
  private AnswerView() {}

  public static String refusal(Refusal refusal) {
    String reason = Mrkdwn.safe(refusal.reason(), 1200);
    return refusal.remedy().isEmpty()
        ? reason
        : reason + "\n" + Mrkdwn.safe(refusal.remedy(), 1200);
  }

  /** What came of a decision; where the rule stood against it, the rule and who can decide. */
  public static String decision(Decision decision) {
    ApprovalRule rule = decision.rule();
    String sentence = Mrkdwn.safe(decision.sentence(), 1000);
    return rule == null ? sentence : sentence + " " + RuleView.of(rule);
  }

  /** Going back over a major is asked for twice. */
  public static String toConfirm(Plan plan) {
    String instance = Mrkdwn.safeLine(plan.settings().name(), 80);
    return ("This takes %s back from %s to %s, over a major. %s\nIf that is what you want, type its name"
            + " once more: `/inedo rollback %s --confirm %s`. Nothing was changed.")
        .formatted(
            instance,
            Mrkdwn.safeLine(plan.old().version().marketingForm(), 40),
            Mrkdwn.safeLine(plan.next().version().marketingForm(), 40),
            Mrkdwn.safe(String.join(" ", plan.warnings()), 1200),
            instance,
            instance);
  }

  public static String alreadyActive(Upgrade active) {
    return ("An upgrade of %s is under way already: to %s, asked for by %s at %s (`%s`). Its state: %s."
            + " Wait for its end, or take it back with `/inedo cancel %s` as long as it has not begun.")
        .formatted(
            Mrkdwn.safeLine(active.instance(), 80),
            Mrkdwn.safeLine(active.to(), 40),
            Mrkdwn.mention(active.requestedBy()),
            Mrkdwn.time(active.requestedAt()),
            active.id(),
            active.state().words(),
            active.id());
  }

  /**
   * There is no such instance, but others.
   *
   * @param nearest the instance that was probably meant
   */
  public static String noSuchInstance(String typed, List<String> known, Optional<String> nearest) {
    if (known.isEmpty()) {
      return "I know no instance called %s, and none at all: no container here runs an image that ends"
              .formatted(Mrkdwn.code(typed))
          + " with `inedo/proget`, `inedo/buildmaster` or `inedo/otter`, and the configuration names"
          + " none.";
    }
    String guess = nearest.map(name -> " Did you mean %s?".formatted(Mrkdwn.code(name))).orElse("");
    return "I know no instance called %s.%s There are: %s."
        .formatted(
            Mrkdwn.code(typed),
            guess,
            String.join(", ", known.stream().limit(30).map(Mrkdwn::code).toList()));
  }

  /** Why an upgrade's message could not be posted, and what to do. */
  public static String notPosted(String slackError, String botName) {
    String fix =
        switch (slackError) {
          case "not_in_channel", "channel_not_found" ->
              "I am not in this channel. Type `/invite @%s` here, then ask again."
                  .formatted(Mrkdwn.safeLine(botName, 80));
          case "is_archived" -> "This channel is archived; ask in another one.";
          case "invalid_auth", "not_authed", "token_revoked", "account_inactive" ->
              "My Slack token is not valid any more: whoever runs me must set SLACK_BOT_TOKEN anew.";
          case "missing_scope" -> "My Slack app lacks the scope `chat:write`; see manifest.yml.";
          default -> "Slack answered %s.".formatted(Mrkdwn.code(slackError));
        };
    return "I could not post the plan, so nothing was begun. " + fix;
  }
}

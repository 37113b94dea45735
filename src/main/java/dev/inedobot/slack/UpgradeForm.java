package dev.inedobot.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.model.view.View;
import dev.inedobot.slack.FirstMessage.Stand;
import dev.inedobot.slack.Views.NoWindow;
import dev.inedobot.slack.Views.Window;
import dev.inedobot.slack.view.AnswerView;
import dev.inedobot.slack.view.FilledForm;
import dev.inedobot.slack.view.FormView;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.run.Asked;
import dev.inedobot.upgrade.run.Decision;
import dev.inedobot.upgrade.run.DecisionDesk;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.UpgradeDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks for an upgrade by a form: the same as typing it. A form is sent once; each call returns when
 * the matter is settled, which may take seconds.
 */
final class UpgradeForm {
  private static final Duration REMEMBERED = Duration.ofHours(2);
  private static final int LONGEST_ERROR = 400;
  private static final String UNDER_WAY = "";
  private static final String BY_BUTTON = "Acknowledge it by the button on the plan.";

  private final UpgradeDesk desk;
  private final DecisionDesk decisions;
  private final FormContent content;
  private final Instances instances;
  private final FirstMessage firstMessage;
  private final Views views;
  private final Place place;

  /** The windows that were sent, and the ids of the upgrades that came of them. */
  private final Cache<String, String> sent =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build();

  /** The windows that are open, and the instance that was chosen last in each. */
  private final Cache<String, String> chosenLast =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build();

  UpgradeForm(
      UpgradeDesk desk,
      DecisionDesk decisions,
      InfoDesk info,
      Instances instances,
      FirstMessage firstMessage,
      Views views,
      Place place) {
    this.desk = desk;
    this.decisions = decisions;
    this.content = new FormContent(info, instances);
    this.instances = instances;
    this.firstMessage = firstMessage;
    this.views = views;
    this.place = place;
  }

  /** What came of a form that was sent. */
  sealed interface Outcome {
    /** It was taken: the plan stands in the channel, with the backup if one was vouched for. */
    record Taken(String channel) implements Outcome {}

    /**
     * Something that was filled in has to be changed.
     *
     * @param block the {@code block_id} of that
     * @param text plain text
     */
    record Wrong(String block, String text) implements Outcome {}

    /** It was not taken, or not again, or not all of it; the form is of no more use. */
    record Over(String mrkdwn) implements Outcome {}
  }

  /** Opens a form first, for there are only seconds for that, and then looks what to offer. */
  void open(String trigger, Actor who, String channel, Reply reply) {
    Optional<String> noRecord = place.refuseRecord(channel);
    if (noRecord.isPresent()) {
      reply.say(noRecord.get());
      return;
    }
    Window window;
    try {
      window = views.open(trigger, FormView.looking(channel));
    } catch (NoWindow none) {
      reply.say(
          "The form can't be opened: %s. Type `/inedo upgrade %s` and a version instead."
              .formatted(
                  Mrkdwn.safeLine(String.valueOf(none.getMessage()), 200),
                  Mrkdwn.safeLine(
                      instances.list().names().stream().findFirst().orElse("proget"), 80)));
      return;
    }
    reply.give(Answer.NOTHING);
    var unused = views.update(window, content.of(who, channel, null));
  }

  /**
   * Somebody chooses an instance in a form that is open. To be called in the order in which they
   * do; does not block.
   */
  void choosing(Window window, String instance) {
    chosenLast.put(window.id(), instance);
  }

  /** Shows the versions of an instance that somebody chose, unless they chose another since. */
  void chose(Window window, Actor who, String channel, String instance) {
    View shown = content.of(who, channel, instance);
    if (isWanted(window, instance) && !views.update(window, shown) && isWanted(window, instance)) {
      // What was looked up for an earlier choice came in between.
      var unused = views.update(new Window(window.id(), null), shown);
    }
  }

  private boolean isWanted(Window window, String instance) {
    return instance.equals(chosenLast.getIfPresent(window.id()))
        && sent.getIfPresent(window.id()) == null;
  }

  /**
   * Somebody sent a form.
   *
   * @param told is given what came of it, once; where this throws, not at all
   */
  void send(String window, FilledForm filled, Actor who, Consumer<Outcome> told) {
    String before = sent.asMap().putIfAbsent(window, UNDER_WAY);
    if (before != null) {
      told.accept(new Outcome.Over(again(before)));
      return;
    }
    Optional<Upgrade> opened = Optional.empty();
    Outcome outcome;
    try {
      Optional<Outcome> unfit = unfit(filled);
      if (unfit.isPresent()) {
        outcome = unfit.get();
      } else {
        Asked asked =
            desk.request(
                filled.instance(),
                filled.version(),
                Work.UPGRADE,
                filled.begin(),
                who,
                filled.channel());
        outcome = outcome(asked, filled);
        opened =
            asked instanceof Asked.Opened taken ? Optional.of(taken.upgrade()) : Optional.empty();
      }
    } finally {
      // Before anything is told: what has to be changed may be sent again at once.
      if (opened.isPresent()) {
        sent.put(window, opened.get().id().value());
      } else {
        sent.invalidate(window);
      }
    }
    told.accept(opened.isPresent() ? posted(opened.get(), filled, who, outcome) : outcome);
  }

  /** Waits until the plan stands in the channel: only then it was taken. */
  private Outcome posted(Upgrade upgrade, FilledForm filled, Actor who, Outcome taken) {
    List<String> said = new ArrayList<>();
    Stand stand = firstMessage.stands(upgrade, answer -> said.add(answer.text()));
    if (stand == Stand.NOT_YET && filled.backup()) {
      said.add("Your backup is not noted. " + BY_BUTTON);
    }
    if (stand != Stand.THERE) {
      return new Outcome.Over(String.join("\n", said));
    }
    if (!filled.backup()) {
      return taken;
    }
    Decision decision = decisions.acknowledge(upgrade.id(), who);
    return decision.taken()
        ? taken
        : new Outcome.Over(
            "The plan is made: it stands in <#%s>. Your backup is not noted: %s\n%s"
                .formatted(
                    Mrkdwn.safeLine(filled.channel(), 30),
                    AnswerView.decision(decision),
                    BY_BUTTON));
  }

  private static String again(String upgrade) {
    return upgrade.equals(UNDER_WAY)
        ? "This form was sent already, and its plan is being made. Nothing was done twice."
        : "This form was sent already: the upgrade `%s` came of it. Nothing was done twice."
            .formatted(upgrade);
  }

  /** Why nothing can be asked for with this; empty if something can. */
  private Optional<Outcome> unfit(FilledForm filled) {
    Optional<String> noRecord = place.refuseRecord(filled.channel());
    if (noRecord.isPresent()) {
      return Optional.of(new Outcome.Over(noRecord.get()));
    }
    if (filled.channel().isEmpty()) {
      return Optional.of(
          new Outcome.Over("This form names no channel, so I did nothing: open it anew."));
    }
    if (filled.instance().isEmpty()) {
      return Optional.of(new Outcome.Wrong(FormView.INSTANCE, "Choose an instance."));
    }
    if (filled.versionBlock().equals(FormView.INSTANCE)) {
      return Optional.of(
          new Outcome.Wrong(
              FormView.INSTANCE,
              "Its versions are still being looked up. Choose one when they are shown."));
    }
    if (filled.version().isEmpty()) {
      return Optional.of(new Outcome.Wrong(filled.versionBlock(), "Choose a version too."));
    }
    return Optional.empty();
  }

  private static Outcome outcome(Asked asked, FilledForm filled) {
    if (asked instanceof Asked.UnclearTime unclear) {
      return new Outcome.Wrong(FormView.BEGIN, plain(unclear.refusal()));
    }
    if (asked instanceof Asked.Refused refused) {
      return new Outcome.Wrong(filled.versionBlock(), plain(refused.refusal()));
    }
    if (asked instanceof Asked.AlreadyActive active) {
      return new Outcome.Wrong(
          FormView.INSTANCE,
          "An upgrade of %s to %s is under way already (%s). Its state: %s."
              .formatted(
                  active.active().instance(),
                  active.active().to(),
                  active.active().id(),
                  active.active().state().words()));
    }
    if (asked instanceof Asked.NoSuchInstance missing) {
      return new Outcome.Wrong(
          FormView.INSTANCE, "There is no instance %s any more.".formatted(missing.typed()));
    }
    if (asked instanceof Asked.ToConfirm) {
      return new Outcome.Wrong(filled.versionBlock(), "Going back is asked for by rollback.");
    }
    return new Outcome.Taken(filled.channel());
  }

  /** An error at a field is shown as it is, without Slack's format. */
  private static String plain(Refusal refusal) {
    String text = refusal.toString();
    if (text.codePointCount(0, text.length()) <= LONGEST_ERROR) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_ERROR - 1)) + "…";
  }
}

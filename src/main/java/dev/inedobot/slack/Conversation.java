package dev.inedobot.slack;

import dev.inedobot.slack.command.Command;
import dev.inedobot.slack.command.CommandParser;
import dev.inedobot.slack.command.NearestMatch;
import dev.inedobot.slack.command.Subcommand;
import dev.inedobot.slack.view.AnswerView;
import dev.inedobot.slack.view.ChoiceView;
import dev.inedobot.slack.view.HistoryView;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.slack.view.PlanView;
import dev.inedobot.slack.view.VersionsView;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.run.Asked;
import dev.inedobot.upgrade.run.Decision;
import dev.inedobot.upgrade.run.DecisionDesk;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Told;
import dev.inedobot.upgrade.run.UpgradeDesk;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the bot does with what people type and click. Each call returns when the matter is settled,
 * which may take seconds: an engine and a registry are asked.
 */
final class Conversation {
  private final UpgradeDesk desk;
  private final DecisionDesk decisions;
  private final InfoDesk info;
  private final Guesses guesses;
  private final HelpReport help;
  private final StatusReport status;
  private final HistoryReport history;
  private final FirstMessage firstMessage;
  private final UpgradeForm form;
  private final Place place;
  private final DoctorReport doctor;

  Conversation(
      UpgradeDesk desk,
      DecisionDesk decisions,
      InfoDesk info,
      Instances instances,
      StatusReport status,
      HistoryReport history,
      FirstMessage firstMessage,
      UpgradeForm form,
      Place place,
      DoctorReport doctor) {
    this.desk = desk;
    this.decisions = decisions;
    this.info = info;
    this.guesses = new Guesses(info, instances);
    this.help = new HelpReport(info, instances);
    this.status = status;
    this.history = history;
    this.firstMessage = firstMessage;
    this.form = form;
    this.place = place;
    this.doctor = doctor;
  }

  /**
   * Somebody typed a command.
   *
   * @param trigger lets a form be opened within three seconds
   */
  void typed(String text, Actor who, String channel, String trigger, Reply reply) {
    Optional<String> elsewhere = place.refuse(channel);
    if (elsewhere.isPresent()) {
      reply.say(elsewhere.get());
      return;
    }
    Command command = CommandParser.parse(text);
    if (command instanceof Command.Upgrade upgrade) {
      upgrade(upgrade, who, channel, reply);
    } else if (command instanceof Command.UpgradeForm) {
      form.open(trigger, who, channel, reply);
    } else if (command instanceof Command.UpgradeDatabase database) {
      if (!isOffTheRecord(channel, reply)) {
        request(database.instance(), database.version(), Work.DATABASE, null, who, channel, reply);
      }
    } else if (command instanceof Command.BackUp backUp) {
      backUp(backUp.instance(), who, channel, reply);
    } else if (command instanceof Command.Rollback rollback) {
      rollback(rollback, who, channel, reply);
    } else if (command instanceof Command.Plan plan) {
      plan(plan, who, reply);
    } else if (command instanceof Command.Versions versions) {
      tell(info.newer(versions.instance()), reply);
    } else if (command instanceof Command.Status wanted) {
      reply.give(status.of(wanted.instance()));
    } else if (command instanceof Command.History wanted) {
      reply.give(history.of(HistoryView.Page.first(wanted.instance())));
    } else if (command instanceof Command.Cancel cancel) {
      cancel(cancel.id(), who, reply);
    } else if (command instanceof Command.OverrideRule override) {
      override(override, who, reply);
    } else if (command instanceof Command.Doctor) {
      reply.say(doctor.of(who));
    } else if (command instanceof Command.Help wanted) {
      reply.give(help.of(wanted.topic(), who));
    } else if (command instanceof Command.Misunderstood misunderstood) {
      reply.say(guesses.misunderstood(misunderstood, text));
    }
  }

  private void upgrade(Command.Upgrade wanted, Actor who, String channel, Reply reply) {
    if (isOffTheRecord(channel, reply)) {
      return;
    }
    String version = wanted.version();
    if (version == null) {
      offer(info.newer(wanted.instance()), wanted.begin(), reply);
      return;
    }
    Work work = wanted.databaseFirst() ? Work.UPGRADE_DATABASE_FIRST : Work.UPGRADE;
    request(wanted.instance(), version, work, wanted.begin(), who, channel, reply);
  }

  /** Where no upgrade can be recorded, which the person is told. */
  private boolean isOffTheRecord(String channel, Reply reply) {
    Optional<String> why = place.refuseRecord(channel);
    why.ifPresent(reply::say);
    return why.isPresent();
  }

  private void request(
      String instance,
      String version,
      Work work,
      @Nullable String begin,
      Actor who,
      String channel,
      Reply reply) {
    Asked asked = desk.request(instance, version, work, begin, who, channel);
    if (asked instanceof Asked.Refused refused) {
      Subcommand word = work == Work.DATABASE ? Subcommand.UPGRADEDB : Subcommand.UPGRADE;
      String guess = guesses.version(refused.refusal(), word, instance, version);
      reply.say(AnswerView.refusal(refused.refusal()) + guess);
    } else {
      answer(asked, reply);
    }
  }

  /** A backup acknowledges itself, and begins at once for somebody who may approve it alone. */
  private void backUp(String instance, Actor who, String channel, Reply reply) {
    if (isOffTheRecord(channel, reply)) {
      return;
    }
    Asked asked = desk.requestBackup(instance, who, channel);
    if (asked instanceof Asked.Opened opened) {
      if (firstMessage.stands(opened.upgrade(), reply) != FirstMessage.Stand.WITHDRAWN
          && decisions.backUp(opened.upgrade().id(), who).taken()) {
        var unused = decisions.approve(opened.upgrade().id(), who);
      }
    } else {
      answer(asked, reply);
    }
  }

  private void plan(Command.Plan wanted, Actor who, Reply reply) {
    Told told = info.plan(wanted.instance(), wanted.version(), who);
    if (told instanceof Told.Refused refused) {
      String guess =
          guesses.version(refused.refusal(), Subcommand.PLAN, wanted.instance(), wanted.version());
      reply.say(AnswerView.refusal(refused.refusal()) + guess);
    } else {
      tell(told, reply);
    }
  }

  private void rollback(Command.Rollback wanted, Actor who, String channel, Reply reply) {
    if (isOffTheRecord(channel, reply)) {
      return;
    }
    answer(desk.requestRollback(wanted.instance(), wanted.confirmation(), who, channel), reply);
  }

  private void answer(Asked asked, Reply reply) {
    if (asked instanceof Asked.Opened opened) {
      var unused = firstMessage.stands(opened.upgrade(), reply);
    } else if (asked instanceof Asked.ToConfirm confirm) {
      reply.say(AnswerView.toConfirm(confirm.plan()));
    } else if (asked instanceof Asked.AlreadyActive active) {
      reply.say(AnswerView.alreadyActive(active.active()));
    } else if (asked instanceof Asked.Refused refused) {
      reply.say(AnswerView.refusal(refused.refusal()));
    } else if (asked instanceof Asked.UnclearTime unclear) {
      reply.say(AnswerView.refusal(unclear.refusal()));
    } else if (asked instanceof Asked.NoSuchInstance missing) {
      reply.say(noSuchInstance(missing.typed(), missing.known()));
    }
  }

  /** Which versions to choose from, as buttons. */
  private static void offer(Told told, @Nullable String begin, Reply reply) {
    if (told instanceof Told.Newer newer) {
      reply.say(ChoiceView.of(newer, begin));
    } else {
      tell(told, reply);
    }
  }

  private static void tell(Told told, Reply reply) {
    if (told instanceof Told.Newer newer) {
      reply.say(VersionsView.of(newer));
    } else if (told instanceof Told.Unlisted unlisted) {
      reply.say(VersionsView.of(unlisted));
    } else if (told instanceof Told.Planned planned) {
      PlanView.of(planned.plan(), planned.carry()).forEach(reply::say);
    } else if (told instanceof Told.Refused refused) {
      reply.say(AnswerView.refusal(refused.refusal()));
    } else if (told instanceof Told.NoSuchInstance missing) {
      reply.say(noSuchInstance(missing.typed(), missing.known()));
    }
  }

  static String noSuchInstance(String typed, List<String> known) {
    return AnswerView.noSuchInstance(typed, known, NearestMatch.of(typed, known));
  }

  private void cancel(String id, Actor who, Reply reply) {
    onId(id, reply, upgrade -> decisions.cancel(upgrade, who));
  }

  private void override(Command.OverrideRule wanted, Actor who, Reply reply) {
    onId(wanted.id(), reply, upgrade -> decisions.override(upgrade, wanted.reason(), who));
  }

  private static void onId(String id, Reply reply, Function<UpgradeId, Decision> decision) {
    reply.say(
        UpgradeId.isId(id)
            ? AnswerView.decision(decision.apply(new UpgradeId(id)))
            : "%s is no upgrade's id. An id has eight letters and digits, such as `k7m2qxp4`; `/inedo status`"
                    .formatted(Mrkdwn.code(id))
                + " shows those under way.");
  }

  /** Somebody clicked a button that carries an upgrade's id. */
  void clicked(Click click, String value, Actor who, String channel, Reply reply) {
    Optional<String> elsewhere = place.refuse(channel);
    if (elsewhere.isPresent()) {
      reply.say(elsewhere.get());
      return;
    }
    if (!UpgradeId.isId(value)) {
      reply.say("This button carries no upgrade's id, so I did nothing.");
      return;
    }
    UpgradeId id = new UpgradeId(value);
    Decision decision =
        switch (click) {
          case ACKNOWLEDGE -> decisions.acknowledge(id, who);
          case BACK_UP -> decisions.backUp(id, who);
          case BACK_UP_WITH_VOLUMES -> decisions.backUpWithACopy(id, who);
          case APPROVE -> decisions.approve(id, who);
          case CANCEL -> decisions.cancel(id, who);
          case KEEP_WAITING -> decisions.choose(id, Choice.KEEP_WAITING, who);
          case RESTORE -> decisions.choose(id, Choice.RESTORE, who);
          case RESTORE_BACKUP -> decisions.choose(id, Choice.RESTORE_BACKUP, who);
          case RESTORED -> decisions.choose(id, Choice.RESTORED, who);
          case GO_BACK -> decisions.choose(id, Choice.GO_BACK, who);
          case DISCARD_KEPT -> decisions.discardKept(id, who);
        };
    if (!decision.taken()) {
      reply.say(AnswerView.decision(decision));
    }
  }

  /** Somebody clicked a button that carries a version: the same as typing it. */
  void chosen(String value, Actor who, String channel, Reply reply) {
    Optional<Command.Upgrade> chosen = ChoiceView.chosen(value);
    Optional<String> elsewhere = place.refuse(channel);
    if (elsewhere.isPresent()) {
      reply.say(elsewhere.get());
    } else if (chosen.isEmpty()) {
      reply.say("This button carries no version, so I did nothing.");
    } else {
      upgrade(chosen.get(), who, channel, reply);
    }
  }

  /** Somebody turned a page of the history. */
  void turned(String value, Actor who, String channel, Reply reply) {
    Optional<HistoryView.Page> page = HistoryView.Page.of(value);
    Optional<String> elsewhere = place.refuse(channel);
    if (elsewhere.isPresent()) {
      reply.say(elsewhere.get());
    } else if (page.isEmpty()) {
      reply.say("This button carries no page, so I did nothing.");
    } else {
      reply.give(history.of(page.get()));
    }
  }

  /** What a button of an upgrade's message asks for. */
  enum Click {
    ACKNOWLEDGE,
    BACK_UP,
    BACK_UP_WITH_VOLUMES,
    APPROVE,
    CANCEL,
    KEEP_WAITING,
    RESTORE,
    RESTORE_BACKUP,
    RESTORED,
    GO_BACK,
    DISCARD_KEPT
  }
}

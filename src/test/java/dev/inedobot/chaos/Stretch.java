package dev.inedobot.chaos;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a journey that is its own: before and after it the bot does the same as in another
 * one.
 *
 * @param call the first call; null if something in the record begins it
 * @param begin what begins it, if no call does
 * @param end what ends it in the record; null for the end of the run
 */
record Stretch(
    @Nullable String call,
    @Nullable Predicate<UpgradeEvent> begin,
    @Nullable Predicate<UpgradeEvent> end) {
  private static final String START_NEW = "POST /containers/{next}/start";

  static Stretch whole() {
    return new Stretch(null, event -> true, null);
  }

  static Stretch fromTheStartOfTheNew() {
    return new Stretch(START_NEW, null, null);
  }

  static Stretch from(Step step) {
    return new Stretch(null, begins(step), null);
  }

  /** From the begin of one step to that of another. */
  static Stretch between(Step step, Step until) {
    return new Stretch(null, begins(step), begins(until));
  }

  /** From what a person chose when asked to the begin of a step. */
  static Stretch fromTheChoice(Step until) {
    return new Stretch(null, event -> event.kind() == Kind.CHOSEN, begins(until));
  }

  private static Predicate<UpgradeEvent> begins(Step step) {
    return event -> event.kind() == Kind.STEP_STARTED && event.isAbout(step);
  }

  /** What was made in it; everything if it does not begin. */
  List<Script.Made> of(List<Script.Made> made, List<UpgradeEvent> events) {
    Predicate<UpgradeEvent> first = begin;
    List<Script.Made> own =
        first == null
            ? made.stream().dropWhile(each -> !each.point().call().equals(call)).toList()
            : since(made, at(events, first, Instant.MIN));
    Instant over = end == null ? Instant.MAX : at(events, end, Instant.MAX);
    List<Script.Made> cut = own.stream().filter(each -> each.at().isBefore(over)).toList();
    return cut.isEmpty() ? made : cut;
  }

  private static List<Script.Made> since(List<Script.Made> made, Instant from) {
    return made.stream().filter(each -> !each.at().isBefore(from)).toList();
  }

  private static Instant at(
      List<UpgradeEvent> events, Predicate<UpgradeEvent> wanted, Instant otherwise) {
    return events.stream().filter(wanted).findFirst().map(UpgradeEvent::at).orElse(otherwise);
  }
}

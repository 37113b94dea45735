package dev.inedobot.slack;

import dev.inedobot.doctor.Examination;
import dev.inedobot.slack.view.DoctorView;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.run.People;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a full member what the doctor finds: it names addresses and files. One at a time, for it
 * asks every engine and registry.
 */
final class DoctorReport {
  private static final String ON_THE_MACHINE =
      " On the bot's machine, `java -jar inedobot.jar doctor` tells what is wrong.";

  private final Examination doctor;
  private final People people;
  private final AtomicBoolean busy = new AtomicBoolean();

  DoctorReport(Examination doctor, People people) {
    this.doctor = doctor;
    this.people = people;
  }

  /** Blocks for up to 20 seconds. */
  String of(Actor who) {
    try {
      if (!people.isFullMember(who.id())) {
        return "Only full members of this workspace may ask for this.";
      }
    } catch (PeopleProblem untold) {
      return "I can't tell whether you may ask for this: " + untold.getMessage() + ON_THE_MACHINE;
    }
    if (!busy.compareAndSet(false, true)) {
      return "I am at it already, for somebody else; please ask again in a moment.";
    }
    try {
      return DoctorView.of(doctor.examine());
    } finally {
      busy.set(false);
    }
  }
}

package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.doctor.Examination;
import dev.inedobot.doctor.Finding;
import dev.inedobot.upgrade.Actor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DoctorReportTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Member alice = workspace.member("alice");
  private final Member guest = workspace.guest("gus");

  @AfterEach
  void leave() {
    workspace.close();
  }

  private DoctorReport report(Examination doctor) throws Exception {
    return new DoctorReport(
        doctor,
        SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
            .people());
  }

  private static Actor actor(Member member) {
    return new Actor(member.id(), member.name());
  }

  private static List<Finding> fine() {
    return List.of(Finding.ok("clock", "It agrees."));
  }

  @Test
  void isForFullMembersOnly() throws Exception {
    DoctorReport report = report(DoctorReportTest::fine);
    assertThat(report.of(actor(alice))).contains("*OK* clock");
    assertThat(report.of(actor(guest))).startsWith("Only full members").doesNotContain("clock");
    workspace.apiDown(true);
    assertThat(report.of(actor(alice)))
        .startsWith("I can't tell whether you may ask for this: Slack could not be asked")
        .contains("java -jar");
  }

  @Test
  void isMadeForOneAtATime() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    DoctorReport report =
        report(
            () -> {
              begun.countDown();
              try {
                go.await();
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
              }
              return fine();
            });
    AtomicReference<String> first = new AtomicReference<>("");
    Thread asking = new Thread(() -> first.set(report.of(actor(alice))));
    asking.start();
    begun.await();
    assertThat(report.of(actor(alice))).startsWith("I am at it already");
    go.countDown();
    Awaitility.await("the first is answered")
        .until(() -> String.valueOf(first.get()).contains("clock"));
    assertThat(report.of(actor(alice))).contains("clock");
  }
}

package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand clicks and commands at once lead to one upgrade, and each of them is answered. */
@Tag("docker")
final class CrowdIT {
  private static final int PEOPLE = 20;
  private static final int EACH_TIME = 250;

  @Test
  void aThousandClicksAndCommandsLeadToOneRun(@TempDir Path directory) throws Exception {
    StandInTag old = StandInTag.of(StandInProduct.PROGET, "24.0.4");
    try (Stage stage = new Stage(directory)) {
      stage
          .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
          .with("proget", old, "stable-for: 1s, health-timeout: 60s", List.of())
          .start();
      List<Member> people = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        people.add(stage.workspace.member("person-" + i));
      }
      Posted parent = stage.scene.ask("proget", "2024.5", stage.alice);

      List<Callable<Delivery>> acts = new ArrayList<>();
      for (int i = 0; i < EACH_TIME; i++) {
        Member who = people.get(i % PEOPLE);
        acts.add(
            () -> stage.workspace.clickAsSeen(who, stage.channel, parent, "backup.acknowledge"));
        acts.add(() -> stage.workspace.type(who, stage.channel, "/inedo upgrade proget 2024.5"));
      }
      List<Delivery> first = all(acts);
      Posted acknowledged =
          stage
              .scene
              .awaitMessage(
                  parent.ts(),
                  Duration.ofSeconds(30),
                  m -> m.text().endsWith("Waiting for approval"))
              .orElseThrow();
      acts.clear();
      for (int i = 0; i < EACH_TIME; i++) {
        Member who = people.get(i % PEOPLE);
        acts.add(
            () -> stage.workspace.clickAsSeen(who, stage.channel, acknowledged, "upgrade.approve"));
        acts.add(() -> stage.workspace.type(who, stage.channel, "/inedo upgrade proget 2024.5"));
      }
      List<Delivery> second = all(acts);
      Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));

      assertThat(first).hasSize(2 * EACH_TIME).allMatch(CrowdIT::isTaken);
      assertThat(second).hasSize(2 * EACH_TIME).allMatch(CrowdIT::isTaken);
      assertThat(end.text()).endsWith("Succeeded");
      assertThat(stage.workspace.messages(stage.channel)).hasSize(1);
      assertThat(stage.threadText(end))
          .containsOnlyOnce(" acknowledged at ")
          .containsOnlyOnce(" approved at ")
          .containsOnlyOnce("begins at")
          .containsOnlyOnce("5/7 *start*");
      // The click that acknowledged and the one that approved are answered by the message itself.
      Awaitility.await("an answer to each of the others")
          .atMost(Duration.ofSeconds(60))
          .until(() -> answers(stage, people) >= 4 * EACH_TIME - 2);
    }
  }

  private static boolean isTaken(Delivery delivery) {
    return delivery.inTime() && delivery.status() == 200;
  }

  private static int answers(Stage stage, List<Member> people) {
    return people.stream()
        .mapToInt(
            who ->
                (int)
                    stage.workspace.shownOnlyTo(who).stream()
                        .filter(said -> !said.startsWith("Looking into it"))
                        .count())
        .sum();
  }

  private static List<Delivery> all(List<Callable<Delivery>> acts) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
    try {
      List<Delivery> deliveries = new ArrayList<>();
      for (Future<Delivery> future : threads.invokeAll(acts)) {
        deliveries.add(future.get());
      }
      return deliveries;
    } finally {
      threads.shutdownNow();
    }
  }
}

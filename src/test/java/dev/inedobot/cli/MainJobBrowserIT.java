package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.PageInBrowser;
import dev.inedobot.slack.command.Subcommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole main job, as two people do it on the workspace's page. */
@Tag("docker")
final class MainJobBrowserIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static PageInBrowser page;

  @BeforeAll
  static void set(@TempDir Path directory, @TempDir Path profile) throws Exception {
    stage =
        new Stage(directory)
            .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
            .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
            .start();
    stage.workspace.suggest(
        Arrays.stream(Subcommand.values()).map(each -> "/inedo " + each.usage()).toList());
    page = PageInBrowser.open(stage.workspace, profile);
  }

  @AfterAll
  static void strike() {
    if (page != null) {
      page.close();
    }
    stage.close();
  }

  @Test
  void aliceAsksBobApprovesAndTheThreadTellsItAll() {
    page.actAs("alice");
    page.typeBySuggestion("/inedo up", "proget 2024.5");
    page.click("I have a backup");
    awaitMessage("Backup acknowledged by @alice", "Waiting for approval");

    page.actAs("bob");
    page.click("Approve");
    awaitMessage("Approved by @bob");
    page.openThread();
    awaitMessage("Succeeded", "proget runs ProGet 2024.5 now");
    for (String told : List.of("1/7 pull — done", "7/7 remove — done", "@alice Succeeded.")) {
      Awaitility.await(told)
          .atMost(Duration.ofSeconds(30))
          .until(() -> page.replies().contains(told));
    }
    assertThat(stage.reported("proget")).contains("24.0.5");
    page.picture("thread");

    page.asOnAPhone();
    assertThat(page.tooWide()).isEmpty();
    page.closeThread();
    assertThat(page.tooWide()).isEmpty();
    page.picture("phone");
    assertThat(page.complaints()).isEmpty();
    assertThat(page.fromElsewhere()).isEmpty();
    assertThat(stage.workspace.refusals()).isEmpty();
  }

  private static void awaitMessage(String... texts) {
    Awaitility.await(String.join(" … ", texts))
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(page.messages()).contains(texts));
  }
}

package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.Modal;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form that {@code /inedo upgrade} opens, filled in as a person would. */
@Tag("docker")
final class UpgradeFormIT {

  @Test
  void asksForAnUpgradeAndSaysAtTheFieldWhatIsWrong(@TempDir Path directory) throws Exception {
    try (Stage stage = new Stage(directory)) {
      stage
          .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
          .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
          .with("staging", StandInTag.of(StandInProduct.PROGET, "24.0.5"))
          .start();
      assertThat(stage.workspace.type(stage.alice, stage.channel, "/inedo upgrade").inTime())
          .isTrue();
      modal(stage, shown -> shown.asText().contains("Its versions appear here"));
      stage.workspace.modals().fill(stage.alice, "form.instance", "proget");
      modal(stage, shown -> shown.asText().contains("proget runs ProGet 2024.4."));
      stage.workspace.modals().fill(stage.alice, "form.version", "2024.5");
      stage.workspace.modals().fill(stage.alice, "form.backup", "yes");
      stage.workspace.modals().fill(stage.alice, "form.begin", "yesterday");

      assertThat(stage.workspace.modals().submit(stage.alice).inTime()).isTrue();
      Modal wrong = modal(stage, shown -> !shown.errors().isEmpty());
      assertThat(wrong.errors()).containsOnlyKeys("begin");
      assertThat(stage.workspace.messages(stage.channel)).isEmpty();

      stage.workspace.modals().fill(stage.alice, "form.begin", "in 3h");
      Delivery sent = stage.workspace.modals().submit(stage.alice);
      assertThat(sent.inTime()).isTrue();
      Posted parent =
          Awaitility.await("the plan, with the backup acknowledged")
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> stage.workspace.messages(stage.channel),
                  all -> all.stream().anyMatch(m -> m.text().endsWith("Waiting for approval")))
              .get(0);
      assertThat(parent.text()).contains("*Upgrade proget: ProGet 2024.4 → 2024.5*");
      // It closes, or, if the plan took longer than Slack waits, says where the plan stands.
      Awaitility.await("the form's last word")
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  stage.workspace.modals().of(stage.alice).stream()
                      .allMatch(form -> form.asText().contains("it stands in")));
      assertThat(stage.workspace.redeliver(sent).status()).isEqualTo(401);
      assertThat(stage.workspace.messages(stage.channel)).hasSize(1);
      assertThat(stage.workspace.refusals()).isEmpty();
    }
  }

  private static Modal modal(Stage stage, Predicate<Modal> wanted) {
    return Awaitility.await("the form")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> stage.workspace.modals().of(stage.alice), form -> form.filter(wanted).isPresent())
        .orElseThrow();
  }
}

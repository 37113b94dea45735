package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.BackupCommand;
import dev.inedobot.upgrade.plan.Checked;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.InstanceSettings.Compose;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanJsonTest {
  private static final BackupCommand COMMAND =
      new BackupCommand("", List.of("cp", "x", "{file}"), "/backups", ".dump");
  private static final Plan PLAN = Observations.planned("2023.9", "2024.5");

  @Test
  void givesBackThePlanThatWasApproved() {
    Plan again = PlanJson.read(PlanJson.write(PLAN));
    assertThat(again).isEqualTo(PLAN);
    assertThat(again.hash()).isEqualTo(PLAN.hash());
    assertThat(again.checks().fine()).isNotEmpty();
  }

  @Test
  void givesBackTheBackupCommandAndReadsAPlanFromBeforeThereWasOne() throws Exception {
    Plan plan =
        (Plan)
            Observations.healthy()
                .running("2023.9")
                .backupCommand(COMMAND)
                .ties("/backups")
                .plan("2024.5");
    Plan again = PlanJson.read(PlanJson.write(plan));
    assertThat(again).isEqualTo(plan);
    assertThat(again.settings().backupCommand()).isEqualTo(COMMAND);
    assertThat(again.database().kind()).isEqualTo(DatabaseHome.Kind.COMMAND);
    assertThat(PlanJson.write(plan)).doesNotContain("program", "passwords");

    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(PlanJson.write(PLAN));
    json.withObject("/settings").remove("backupCommand");
    assertThat(PlanJson.read(json.toString())).isEqualTo(PLAN);
  }

  @Test
  void readsAPlanFromBeforeThereWereChecks() throws JsonProcessingException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(PlanJson.write(PLAN));
    json.remove("checks");
    json.withObject("/settings").remove("compose");
    Plan old = PlanJson.read(json.toString());
    assertThat(old.checks()).isEqualTo(Checked.NOTHING);
    assertThat(old.settings().compose()).isEqualTo(Compose.REFUSE);
    assertThat(old.next()).isEqualTo(PLAN.next());
  }
}

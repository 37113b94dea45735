package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.run.ContainerHost.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExecutionTest {
  @Test
  void showsTheNamesOfItsSecretsAndNotThem() {
    Execution execution =
        new Execution(
            List.of("sqlcmd", "-b"), Map.of("SQLCMDPASSWORD", "hunter2"), Duration.ofHours(1));

    assertThat(execution.toString())
        .isEqualTo("Execution[command=[sqlcmd, -b], secrets=[SQLCMDPASSWORD], longest=PT1H]");
  }

  @Test
  void needsAProgram() {
    assertThatThrownBy(() -> new Execution(List.of(), Map.of(), Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import dev.inedobot.demo.Rows;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInServer;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database in a SQL Server beside the product: backed up, and gone back with. */
final class SqlServerBackupIT {
  private static final String OLD = "24.0.4";
  private static final String PASSWORD = "not-a-real-one";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    stage.publish(List.of(StandInTag.of(StandInProduct.PROGET, 26, Misbehaviour.NEVER_HEALTHY)));
    server("jump", "2022");
    stage
        .with(
            "jump",
            StandInTag.of(StandInProduct.PROGET, OLD),
            "stable-for: 1s, health-timeout: 8s",
            List.of(
                "STANDIN_SQL=network",
                "PROGET_SQL_CONNECTION_STRING=Data Source=%s; Initial Catalog=ProGet; User ID=sa; Password=%s"
                    .formatted(serverOf("jump"), PASSWORD)))
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static String serverOf(String instance) {
    return stage.container(instance) + "-sql";
  }

  /** As Inedo documents it: the server first, then an empty database in it. */
  private static void server(String instance, String tag) throws Exception {
    stage.engine.runServer(
        StandInServer.SQL_SERVER,
        tag,
        serverOf(instance),
        List.of("ACCEPT_EULA=Y", "MSSQL_SA_PASSWORD=" + PASSWORD));
    Awaitility.await("the database is made")
        .atMost(Duration.ofSeconds(60))
        .until(() -> sqlcmd(instance, tag, "CREATE DATABASE [ProGet]") == 0);
  }

  private static long sqlcmd(String instance, String tag, String statement) throws Exception {
    ExecCreateCmdResponse exec =
        stage
            .engine
            .docker()
            .execCreateCmd(serverOf(instance))
            .withEnv(List.of("SQLCMDPASSWORD=" + PASSWORD))
            .withCmd(
                StandInServer.SQL_SERVER.tool(tag),
                "-C",
                "-S",
                "localhost",
                "-U",
                "sa",
                "-b",
                "-Q",
                statement)
            .withAttachStdout(true)
            .exec();
    stage
        .engine
        .docker()
        .execStartCmd(exec.getId())
        .exec(new ResultCallback.Adapter<>())
        .awaitCompletion();
    return stage.engine.docker().inspectExecCmd(exec.getId()).exec().getExitCodeLong();
  }

  private static Rows rows() {
    return new Rows(stage.engine.port(stage.container("jump")).orElseThrow());
  }

  @Test
  void goesBackWithTheDataOfBefore() throws Exception {
    rows().write("written-before");
    Posted parent = stage.scene.ask("jump", "2026.90", stage.alice);
    assertThat(parent.text()).contains("It is required here");

    stage.workspace.click(stage.alice, stage.channel, parent.ts(), "backup.acknowledge");
    Awaitility.await("the refusal")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                stage.workspace.shownOnlyTo(stage.alice).stream()
                    .anyMatch(said -> said.contains("Back up now")));
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted asked = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(asked.text()).endsWith("Needs attention");

    stage.scene.click(asked.ts(), "attention.restore-backup", stage.bob);
    Posted end =
        stage
            .scene
            .awaitMessage(asked.ts(), PATIENCE, message -> message.text().endsWith("Rolled back"))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
    assertThat(stage.reported("jump")).contains(OLD);
    assertThat(rows().read()).containsExactly("written-before");
    assertThat(stage.threadText(end))
        .contains("/var/opt/mssql/data/jump-24.0.4-")
        .doesNotContain(PASSWORD);

    stage.scene.click(end.ts(), "kept.discard", stage.bob);
    Awaitility.await("what was kept is deleted")
        .atMost(PATIENCE)
        .until(
            () ->
                stage.workspace.thread(stage.channel, end.ts()).stream()
                    .anyMatch(
                        reply ->
                            reply.text().contains("Deleted, which I looked at")
                                && reply.text().contains("-failed-")));
    assertThat(rows().read()).containsExactly("written-before");
  }
}

package dev.inedobot.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.inedobot.demo.Rows;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInServer;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Databases that the bot can't restore, can't log in to, can't find running, or is told of by a
 * file or a command: the product runs on untouched, and people are told what to do.
 */
final class DatabaseTroubleIT {
  private static final String PASSWORD = "planted-not-a-real-one";
  private static final String CONNECTION = "/var/proget/packages/connection";
  private static final String IN_A_FILE = "planted-in-a-file-only";
  private static final String FILE = "/var/opt/mssql/connection";
  private static final String FAILS = "/tmp/own-command-fails";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @TempDir private static Path directory;

  private static Stage stage;
  private static String inedoDb;
  private static String sqlServer;

  @BeforeAll
  static void set() throws Exception {
    LOG.start();
    root().addAppender(LOG);
    stage = Stage.withPostgres(directory);
    inedoDb = stage.container("inedodb");
    sqlServer = stage.container("sql");
    servers();
    stage
        .publish(
            List.of(
                StandInTag.of(StandInProduct.PROGET, "24.0.5"),
                StandInTag.of(StandInProduct.PROGET, "25.0.13"),
                StandInTag.of(StandInProduct.PROGET, 26, Misbehaviour.NEVER_HEALTHY)))
        .with(
            "ahead",
            StandInTag.of(StandInProduct.PROGET, 24, Misbehaviour.REFUSES_NEXT_SCHEMA),
            "stable-for: 1s, health-timeout: 6s, backup-command: { container: %s, directory: /var/opt/mssql/data, command: [cp, /etc/hostname, '{file}'] }"
                .formatted(sqlServer),
            List.of())
        .with(
            "inedo",
            StandInTag.of(StandInProduct.PROGET, "25.0.12"),
            "stable-for: 1s, health-timeout: 8s",
            List.of(
                "PROGET_POSTGRES_CONNECTION_STRING=Server=%s;Port=5432;Database=proget;User Id=postgres;Password=%s;"
                    .formatted(inedoDb, PASSWORD)))
        .with(
            "filed",
            StandInTag.of(StandInProduct.PROGET, "24.0.4"),
            "stable-for: 1s",
            List.of("PROGET_SQL_CONNECTION_STRING_FILE=" + CONNECTION))
        .with(
            "own",
            StandInTag.of(StandInProduct.OTTER, "24.0.4"),
            "stable-for: 1s, backup-command: { container: %s, directory: /var/opt/mssql/data, ending: .own, command: [sh, -c, %s] }"
                .formatted(
                    sqlServer,
                    "'[ ! -e %s ] || { echo \"no room for $MSSQL_SA_PASSWORD\"; cat %s; exit 3; }; : planted-argument; echo whole >{file}'"
                        .formatted(FAILS, FILE)),
            List.of())
        .start();
  }

  private static void servers() throws Exception {
    stage.engine.runServer(
        StandInServer.INEDODB, "17.10.2", inedoDb, List.of("POSTGRES_PASSWORD=" + PASSWORD));
    stage.engine.runServer(
        StandInServer.SQL_SERVER,
        "2022",
        sqlServer,
        List.of(
            "ACCEPT_EULA=Y",
            "MSSQL_SA_PASSWORD=" + PASSWORD,
            "OTHER_CONNECTION_STRING_FILE=" + FILE));
    awaitInside(inedoDb, "inedodb", "create", "--name=proget");
    awaitInside(inedoDb, "mkdir", "-p", "/var/backups");
    awaitSql("CREATE DATABASE [ProGet]");
    awaitInside(
        sqlServer, "sh", "-c", "echo 'Data Source=x; Password=%s' >%s".formatted(IN_A_FILE, FILE));
  }

  @AfterAll
  static void strike() {
    stage.close();
    root().detachAppender(LOG);
  }

  /** Each begins with everything in order. */
  @BeforeEach
  void mend() throws Exception {
    connectBy(PASSWORD);
    awaitInside(sqlServer, "rm", "-f", FAILS);
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    StringBuilder said = new StringBuilder(stage.workspace.transcript(stage.channel));
    said.append(stage.workspace.shownOnlyTo(stage.alice));
    for (Posted parent : stage.workspace.messages(stage.channel)) {
      stage.workspace.thread(stage.channel, parent.ts()).forEach(it -> said.append(it.text()));
    }
    List.copyOf(LOG.list).forEach(event -> said.append(event.getFormattedMessage()));
    assertThat(said.toString()).doesNotContain(PASSWORD, IN_A_FILE, "planted-argument");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().contains(".db")).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .as(file.toString())
            .doesNotContain(PASSWORD, IN_A_FILE);
      }
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** The exit code of a program in a container. */
  private static long inside(String container, List<String> variables, String... command)
      throws InterruptedException {
    String exec =
        stage
            .engine
            .docker()
            .execCreateCmd(container)
            .withEnv(variables)
            .withCmd(command)
            .withAttachStdout(true)
            .exec()
            .getId();
    stage.engine.docker().execStartCmd(exec).exec(new ResultCallback.Adapter<>()).awaitCompletion();
    return stage.engine.docker().inspectExecCmd(exec).exec().getExitCodeLong();
  }

  private static void awaitInside(String container, String... command) {
    Awaitility.await(String.join(" ", command))
        .atMost(Duration.ofSeconds(60))
        .until(() -> inside(container, List.of(), command) == 0);
  }

  private static void awaitSql(String statement) {
    String tool = StandInServer.SQL_SERVER.tool("2022");
    Awaitility.await(statement)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                inside(
                        sqlServer,
                        List.of("SQLCMDPASSWORD=" + PASSWORD),
                        tool,
                        "-C",
                        "-S",
                        "localhost",
                        "-U",
                        "sa",
                        "-b",
                        "-Q",
                        statement)
                    == 0);
  }

  /** Writes the file that has the connection string of the instance. */
  private static void connectBy(String password) throws InterruptedException {
    String connection =
        "Data Source=%s; Initial Catalog=ProGet; User ID=sa; Password=%s\n"
            .formatted(sqlServer, password);
    assertThat(
            inside(
                stage.container("filed"),
                List.of("CONNECTION=" + connection),
                "sh",
                "-c",
                "printf %s \"$CONNECTION\" >" + CONNECTION))
        .isZero();
  }

  private static void whileStopped(String container, Scenario scenario) throws Exception {
    stage.engine.docker().stopContainerCmd(container).exec();
    try {
      scenario.play();
    } finally {
      stage.engine.docker().startContainerCmd(container).exec();
      awaitSql("SELECT 1");
    }
  }

  /** What happens meanwhile. */
  private interface Scenario {
    void play() throws Exception;
  }

  private static List<String> buttons(Posted message) {
    return message.buttons().stream().map(Button::actionId).toList();
  }

  /** Which container there is, and since when it runs. */
  private static String life(String instance) {
    InspectContainerResponse there = stage.engine.find(stage.container(instance)).orElseThrow();
    return there.getId() + there.getState().getStartedAt() + there.getState().getRunning();
  }

  private static Posted untouched(String instance, Posted end, String before) {
    assertThat(end.text()).contains("did not touch the old container").endsWith("Failed");
    assertThat(stage.threadText(end)).doesNotContain("*create*", "*stop*");
    assertThat(life(instance)).isEqualTo(before);
    return end;
  }

  private static Posted backUp(String instance) throws Exception {
    Posted parent = stage.scene.say("/inedo backup " + instance, stage.alice);
    return stage.scene.awaitEnd(parent.ts(), PATIENCE);
  }

  private static Posted asked(Posted before, String button) throws Exception {
    return stage
        .scene
        .awaitMessage(before.ts(), PATIENCE, message -> buttons(message).contains(button))
        .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
  }

  @Test
  void tellsAPersonHowToRestoreInedoDbAndGoesBackThen() throws Exception {
    Rows rows = new Rows(stage.engine.port(stage.container("inedo")).orElseThrow());
    rows.write("written-before");
    Posted parent = stage.scene.ask("inedo", "2026.90", stage.alice);
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(end.text()).endsWith("Needs attention");
    assertThat(buttons(end))
        .contains("attention.restore")
        .doesNotContain("attention.restore-backup");

    stage.scene.click(end.ts(), "attention.restore", stage.bob);
    Posted told = asked(end, "attention.restored");
    Matcher command =
        Pattern.compile("docker exec (\\S+) (inedodb restore proget --infile=/var/backups/\\S+?)`")
            .matcher(told.text());
    assertThat(command.find()).as(told.text()).isTrue();
    awaitInside(command.group(1), command.group(2).split(" "));
    stage.scene.click(end.ts(), "attention.restored", stage.bob);
    Posted back =
        stage
            .scene
            .awaitMessage(end.ts(), PATIENCE, message -> message.text().endsWith("Rolled back"))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
    assertThat(back.text()).contains("A person restored the backup");
    assertThat(stage.reported("inedo")).contains("25.0.12");
    assertThat(new Rows(stage.engine.port(stage.container("inedo")).orElseThrow()).read())
        .containsExactly("written-before");
  }

  /**
   * The old version runs on the upgraded database, and comes back by itself: it has to be ended.
   */
  @Test
  void stopsTheOldVersionForARestoreByHandAfterTheDatabaseAloneWasUpgraded() throws Exception {
    Posted parent = stage.scene.say("/inedo upgradedb ahead 2025.13", stage.alice);
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(end.text()).contains("is not healthy").endsWith("Needs attention");

    stage.scene.click(end.ts(), "attention.restore", stage.bob);
    Posted told = asked(end, "attention.restored");
    assertThat(told.text())
        .contains("ProGet 2024.94 is stopped now", "in the container " + sqlServer);
    InspectContainerResponse old = stage.engine.find(stage.container("ahead")).orElseThrow();
    assertThat(old.getState().getRunning()).isFalse();
    assertThat(old.getHostConfig().getRestartPolicy().getName()).isEqualTo("no");

    Path schema = Files.writeString(directory.resolve("schema"), "24\n");
    stage
        .engine
        .docker()
        .copyArchiveToContainerCmd(old.getId())
        .withHostResource(schema.toString())
        .withRemotePath("/var/proget/database")
        .exec();
    stage.scene.click(end.ts(), "attention.restored", stage.bob);
    Posted back =
        stage
            .scene
            .awaitMessage(end.ts(), PATIENCE, message -> message.text().endsWith("Rolled back"))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
    assertThat(back.text()).contains("A person restored the backup");
    assertThat(stage.reported("ahead")).contains("24.0.94");
  }

  @Test
  void logsInByAFileWithTheConnectionString() throws Exception {
    String before = life("filed");
    Posted end = backUp("filed");
    assertThat(end.text()).contains("/var/opt/mssql/data/filed-24.0.4-").endsWith("Succeeded");
    assertThat(life("filed")).isEqualTo(before);
  }

  @Test
  void touchesNothingIfThePasswordIsWrong() throws Exception {
    connectBy("another-one-than-it-has");
    String before = life("filed");
    Posted parent = stage.scene.ask("filed", "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = untouched("filed", stage.scene.awaitEnd(parent.ts(), PATIENCE), before);
    assertThat(end.text())
        .contains("Login failed for user 'sa'", "by its connection string", "then ask again");
    assertThat(stage.threadText(end)).doesNotContain("another-one-than-it-has");
  }

  @Test
  void plansNoBackupWhereTheContainerForItDoesNotRun() throws Exception {
    whileStopped(
        sqlServer,
        () -> {
          assertThat(stage.tells(stage.alice, "/inedo backup filed"))
              .contains(
                  "container %s of its SQL Server does not run (exited".formatted(sqlServer),
                  "docker start " + sqlServer);
          assertThat(stage.tells(stage.alice, "/inedo backup own"))
              .contains(sqlServer, "does not run (exited", "`backup-command.container` of own");
          Posted parent = stage.scene.ask("filed", "2024.5", stage.alice);
          assertThat(parent.text()).contains("I can't back it up", "does not run");
          assertThat(buttons(parent)).doesNotContain("backup.run");
          stage.scene.click(parent.ts(), "upgrade.cancel", stage.alice);
          stage.scene.awaitEnd(parent.ts(), PATIENCE);
        });
  }

  @Test
  void touchesNothingIfTheDatabaseWasStoppedSinceThePlan() throws Exception {
    String before = life("filed");
    Posted parent = stage.scene.ask("filed", "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    whileStopped(
        sqlServer,
        () -> {
          stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
          Posted end = untouched("filed", stage.scene.awaitEnd(parent.ts(), PATIENCE), before);
          assertThat(end.text()).contains("does not run any more", "docker start " + sqlServer);
        });
  }

  @Test
  void takesABackupByTheInstancesOwnCommand() throws Exception {
    String before = life("own");
    Posted end = backUp("own");
    assertThat(end.text())
        .contains("SHA-256")
        .containsPattern("/var/opt/mssql/data/own-24\\.0\\.4-[a-z0-9]+\\.own")
        .endsWith("Succeeded");
    assertThat(stage.threadText(end)).contains("by the instance's own backup command (sh)");
    assertThat(life("own")).isEqualTo(before);
  }

  @Test
  void saysWhatTheInstancesOwnCommandSaidWhenItFails() throws Exception {
    awaitInside(sqlServer, "touch", FAILS);
    String before = life("own");
    Posted end = untouched("own", backUp("own"), before);
    assertThat(end.text())
        .contains(
            "sh in the container " + sqlServer + " ended with exit code 3",
            "no room for [redacted] / [redacted]",
            "`backup-command` of own");
  }
}

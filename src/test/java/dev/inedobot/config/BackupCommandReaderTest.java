package dev.inedobot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inedobot.upgrade.plan.BackupCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand as a backup command, and what is said of what may not. */
final class BackupCommandReaderTest {
  @TempDir private Path directory;

  private Config read(String command) throws Exception {
    Path file = directory.resolve("inedobot.yml");
    Files.writeString(
        file,
        "instances: { a: { product: otter, container: o, backup-command: %s } }"
            .formatted(command));
    return ConfigReader.read(
        Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_SIGNING_SECRET", "s"), null, directory);
  }

  private List<String> problems(String command) {
    return catchThrowableOfType(ConfigProblems.class, () -> read(command)).problems();
  }

  @Test
  void readsACommandAsItStandsThere() throws Exception {
    assertThat(
            read("""
                    { container: db, command: ["pg_dump", " -x", "--file={file}"], directory: /backups/, ending: .dump }
                    """)
                .instances())
        .extracting(instance -> instance.backupCommand())
        .containsExactly(
            new BackupCommand(
                "db", List.of("pg_dump", " -x", "--file={file}"), "/backups", ".dump"));
    assertThat(read("{ command: ['cp', '{file}'], directory: /b }").instances())
        .extracting(instance -> instance.backupCommand())
        .containsExactly(new BackupCommand("", List.of("cp", "{file}"), "/b", ""));
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThat(
            problems("{ command: [pg_dump, proget], directory: backups, ending: '/x', shell: sh }"))
        .satisfiesExactlyInAnyOrder(
            problem ->
                assertThat(problem)
                    .startsWith("instances.a.backup-command.command does not name {file}"),
            problem -> assertThat(problem).startsWith("instances.a.backup-command.directory must"),
            problem -> assertThat(problem).startsWith("instances.a.backup-command.ending must"),
            problem ->
                assertThat(problem).startsWith("instances.a.backup-command.shell is not known"));
    assertThat(problems("{}"))
        .satisfiesExactlyInAnyOrder(
            problem ->
                assertThat(problem).startsWith("instances.a.backup-command.command must be a list"),
            problem ->
                assertThat(problem).startsWith("instances.a.backup-command.directory is missing"));
    assertThat(problems("{ command: [x, 4, '{file}'], directory: /a/../b }"))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("has an entry that is no text"),
            problem -> assertThat(problem).contains("directory must be"));
    assertThat(problems("pg_dump")).isNotEmpty();
  }

  @Test
  void takesNoPasswordWithoutTellingIt() throws Exception {
    assertThat(
            problems(
                "{ command: ['pg_dump', '--dbname=postgres://u:hunter2@db/x', '{file}'], directory: /b }"))
        .singleElement()
        .asString()
        .startsWith("instances.a.backup-command.command has a password in it")
        .contains("environment of the container")
        .doesNotContain("hunter2");
    assertThat(
            read("""
                    { command: ['sh', '-c', 'PGPASSWORD="$POSTGRES_PASSWORD" pg_dump >{file}'], directory: /b }
                    """)
                .instances())
        .hasSize(1);
  }
}

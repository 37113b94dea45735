package dev.inedobot.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.inedobot.audit.AuditFormat;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Secrets stand wherever a product can have them, and the product logs them. Nothing of them is in
 * what comes out of the bot: messages, answers, its log, its record, the export.
 */
@Tag("docker")
final class NothingLeaksIT {
  private static final String PASSWORD = "Zq7-planted-password";
  private static final String KEY = "planted0f3b2c1d4e5f60718293a4b5c6d7";
  private static final String LICENSE = "PLANTED1-XKCD-FOUR-WORD";
  private static final String IN_ADDRESS = "planted-in-address";
  private static final String UNNAMED = "planted-where-no-name-says-so";
  private static final String CONNECTION =
      "Data Source=inedo-sql; Initial Catalog=ProGet; User ID=sa; Password=" + PASSWORD;

  private static final List<String> ENVIRONMENT =
      List.of(
          "PROGET_SQL_CONNECTION_STRING=" + CONNECTION,
          "PROGET_ENCRYPTION_KEY=" + KEY,
          "PROGET_LICENSE_KEY=" + LICENSE,
          "MIRROR=https://mirror:" + IN_ADDRESS + "@feeds.example/nuget",
          "NOTE=Server=other;Pwd=" + UNNAMED + ";",
          "STANDIN_SAYS=Login failed for [%s], password %s, key %s, licence %s, %s and %s"
              .formatted(CONNECTION, PASSWORD, KEY, LICENSE, IN_ADDRESS, UNNAMED));

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @Test
  void nothingOfASecretComesOut(@TempDir Path directory) throws Exception {
    StandInTag old = StandInTag.of(StandInProduct.PROGET, "24.0.4");
    StandInTag next =
        StandInTag.of(StandInProduct.PROGET, "24.0." + Misbehaviour.CRASH_LOOP.patch());
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    Map<String, String> secrets = secrets();
    Map<String, String> out = new LinkedHashMap<>();
    try (Stage stage = new Stage(directory)) {
      secrets.put("the bot's token", stage.workspace.botToken());
      secrets.put("the signing secret", stage.workspace.signingSecret());
      stage.publish(List.of(next)).with("proget", old, "stable-for: 1s", ENVIRONMENT).start();
      String version = "2024." + Misbehaviour.CRASH_LOOP.patch();
      for (String line :
          List.of("status", "status proget", "versions proget", "plan proget " + version, "help")) {
        out.put("/inedo " + line, stage.tells(stage.alice, "/inedo " + line));
      }
      Posted parent = stage.scene.ask("proget", version, stage.alice);
      stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
      stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
      Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
      String thread = stage.threadText(end);
      assertThat(end.text()).endsWith("Rolled back");
      assertThat(thread).as("the product's log is quoted").contains("Login failed for [");
      out.put("the thread", thread);
      out.put("the channel", stage.workspace.transcript(stage.channel));
      out.put("history", stage.tells(stage.alice, "/inedo history"));
      for (AuditFormat format : AuditFormat.values()) {
        out.put("audit export " + format, export(stage.databaseUrl(), format));
      }
    } finally {
      root.detachAppender(log);
    }
    out.put("the log", logged());
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().contains(".db")).toList()) {
        out.put("the file " + file.getFileName(), read(file));
      }
    }

    assertThat(out.keySet()).anyMatch(name -> name.endsWith(".db"));
    out.forEach(
        (where, said) ->
            secrets.forEach(
                (what, secret) ->
                    assertThat(said).as(what + " in " + where).doesNotContain(secret)));
  }

  private static Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("the database's password", PASSWORD);
    secrets.put("the encryption key", KEY);
    secrets.put("the licence", LICENSE);
    secrets.put("a password in an address", IN_ADDRESS);
    secrets.put("a password where the name says nothing", UNNAMED);
    return secrets;
  }

  private static String export(String url, AuditFormat format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AuditExportCommand.export(url, Instant.EPOCH, format, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8);
  }

  private String logged() {
    List<String> lines = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      lines.add(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    return String.join("\n", lines);
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }
}

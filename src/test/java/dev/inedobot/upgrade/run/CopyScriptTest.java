package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy does on a disk that has too little room, or gets to have. */
final class CopyScriptTest {
  private static final String PLENTY = df("9000000");
  private static final String LITTLE = df("1000000");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(directory.resolve("source/feed"));
    Files.createDirectories(directory.resolve("target"));
    Files.createDirectories(directory.resolve("tools"));
    Files.writeString(directory.resolve("source/feed/a"), "hello");
    Files.setLastModifiedTime(
        directory.resolve("source/feed/a"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Files.createSymbolicLink(directory.resolve("source/b"), Path.of("feed/a"));
    tool("df", PLENTY);
  }

  private static String df(String free) {
    return "printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\\n'; "
        + "echo '/dev/sda1 20000000 7 FREE 9% /'".replace("FREE", free);
  }

  /** A program that stands before the machine's own of that name. */
  private void tool(String name, String script) throws IOException {
    Path file = directory.resolve("tools").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Outcome(int code, List<String> lines) {
    String last() {
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  private Outcome copied() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            CopyScript.command(
                directory.resolve("source").toString(), directory.resolve("target").toString()));
    builder
        .environment()
        .merge("PATH", directory.resolve("tools").toString(), (old, ours) -> ours + ":" + old);
    builder.environment().put("TMPDIR", directory.toString());
    builder.environment().put("WORK", directory.toString());
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(), Files.readAllLines(directory.resolve("said"), StandardCharsets.UTF_8));
  }

  private Path target(String path) {
    return directory.resolve("target").resolve(path);
  }

  @Test
  void copiesAndSaysHowMuch() throws Exception {
    Outcome outcome = copied();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.last()).matches(CopyScript.RESULT).startsWith("copied 1 files, ");
    assertThat(target("feed/a")).hasContent("hello");
    assertThat(Files.readSymbolicLink(target("b"))).isEqualTo(Path.of("feed/a"));
    assertThat(Files.getLastModifiedTime(target("feed/a")).toInstant())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void beginsNothingWithoutAReserve() throws Exception {
    tool("df", LITTLE);
    Outcome outcome = copied();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.last()).startsWith("no room for a copy: ").endsWith("and 1000000 kB are");
    assertThat(target("feed")).doesNotExist();
  }

  @Test
  void beginsNothingWhereItCannotAsk() throws Exception {
    for (String missing : List.of("df", "du")) {
      tool("df", PLENTY);
      tool(missing, "exit 127");
      Outcome outcome = copied();
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.last()).startsWith(missing + " does not tell");
      assertThat(target("feed")).doesNotExist();
    }
  }

  @Test
  void endsBeforeTheDiskIsFullAndBeginsNoSecondTime() throws Exception {
    tool("df", "if [ -e \"$WORK/begun\" ]; then " + LITTLE + "; else " + PLENTY + "; fi");
    tool("cp", "echo cp >>\"$WORK/begun\"; exec sleep 600");
    Outcome outcome = copied();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.last()).startsWith("only 1000000 kB are free any more");
    assertThat(directory.resolve("begun")).hasContent("cp");
  }

  @Test
  void beginsNoSecondTimeOnAFullDisk() throws Exception {
    tool("df", "if [ -e \"$WORK/begun\" ]; then " + LITTLE + "; else " + PLENTY + "; fi");
    tool("cp", "echo cp >>\"$WORK/begun\"; echo No space left; exit 1");
    Outcome outcome = copied();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.lines()).contains("No space left");
    assertThat(outcome.last()).startsWith("only 1000000 kB are free any more");
    assertThat(directory.resolve("begun")).hasContent("cp");
  }

  @Test
  void keepsNothingThatTheFirstTryLeftInPart() throws Exception {
    tool(
        "cp",
        """
        PATH=${PATH#*:}
        if [ -e "$WORK/begun" ]; then exec cp "$@"; fi
        : >"$WORK/begun"
        mkdir -p "$WORK/target/feed"
        printf hel >"$WORK/target/feed/a"
        exit 1
        """);
    Outcome outcome = copied();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.last()).matches(CopyScript.RESULT);
    assertThat(target("feed/a")).hasContent("hello");
  }

  @Test
  void failsWithWhatIsWrongTheSecondTimeToo() throws Exception {
    tool("cp", "echo 'cp: cannot read x'; exit 4");
    Outcome outcome = copied();
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.last()).isEqualTo("cp: cannot read x");
  }
}

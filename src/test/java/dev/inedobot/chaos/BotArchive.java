package dev.inedobot.chaos;

import dev.inedobot.demo.workspace.LocalWorkspace;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * How the JVM of a bot is started that lives for some seconds only: with an archive of its classes,
 * as most of its start would be loading them.
 */
final class BotArchive {
  private BotArchive() {}

  /** Makes the archive, from a bot that is started once and ends by itself. */
  static List<String> flags(Ground ground) throws IOException {
    Path directory = Files.createDirectories(ground.directory.resolve("archive"));
    List<String> classPath = classPath(directory);
    Path archive = directory.resolve("bot.jsa");
    try (LocalWorkspace workspace = LocalWorkspace.start();
        Lives lives =
            new Lives(
                Scenery.environment(workspace, "jdbc:sqlite:" + directory.resolve("bot.db")),
                Files.writeString(
                    directory.resolve("inedobot.yml"),
                    "hosts:\n  local: { docker: \"%s\" }\n".formatted(ground.dockerHost)),
                directory,
                with(
                    classPath,
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off"),
                new Moments(new CallNames("none", "none", id -> id), Map.of()),
                port ->
                    workspace.sendTo(
                        URI.create("http://127.0.0.1:%d/slack/events".formatted(port))))) {
      lives.begin();
      Awaitility.await("a bot to make the archive from; see " + directory)
          .atMost(Duration.ofMinutes(2))
          .until(lives::serves);
      workspace.type(workspace.member("alice"), workspace.channel("ops"), "/inedo status");
      lives.end();
    }
    return with(classPath, "-XX:SharedArchiveFile=" + archive);
  }

  private static List<String> with(List<String> classPath, String... flags) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx160m",
                "-Dlogback.configurationFile=logback.xml"));
    all.addAll(List.of(flags));
    all.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    return all;
  }

  /** An archive takes classes from files only, not from directories. */
  private static List<String> classPath(Path directory) throws IOException {
    List<String> files = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        files.add(jar(path, directory.resolve("%d.jar".formatted(files.size()))).toString());
      } else if (Files.exists(path)) {
        files.add(path.toString());
      }
    }
    return files;
  }

  private static Path jar(Path classes, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : all.filter(path -> !path.equals(classes)).sorted().toList()) {
        // Directories as well: without them Flyway finds nothing below.
        String name = classes.relativize(path) + (Files.isDirectory(path) ? "/" : "");
        jar.putNextEntry(new JarEntry(name));
        if (Files.isRegularFile(path)) {
          Files.copy(path, jar);
        }
        jar.closeEntry();
      }
    }
    return file;
  }
}

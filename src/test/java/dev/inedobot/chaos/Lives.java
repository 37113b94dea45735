package dev.inedobot.chaos;

import dev.inedobot.cli.ObservedBot;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The bot's processes of one run, one after the other on the same record. */
final class Lives implements AutoCloseable {
  private final Map<String, String> environment;
  private final Path configuration;
  private final Path directory;
  private final List<String> flags;
  private final Moments moments;
  private final IntConsumer onPort;
  private volatile @Nullable Process process;
  private volatile boolean serves;
  private int count;

  /**
   * @param directory for what they say
   * @param flags for the JVM, with the class path
   * @param moments is told of their writes
   * @param onPort is told the port of each once it takes requests
   */
  Lives(
      Map<String, String> environment,
      Path configuration,
      Path directory,
      List<String> flags,
      Moments moments,
      IntConsumer onPort) {
    this.environment = Map.copyOf(environment);
    this.configuration = configuration;
    this.directory = directory;
    this.flags = List.copyOf(flags);
    this.moments = moments;
    this.onPort = onPort;
  }

  /** Begins another life and returns at once. */
  void begin() throws IOException {
    count++;
    serves = false;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add(ObservedBot.class.getName());
    command.add(configuration.toString());
    File log = directory.resolve("bot-%d.log".formatted(count)).toFile();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    Process begun = builder.redirectError(log).start();
    process = begun;
    Thread listener = new Thread(() -> listen(begun), "bot-listener");
    listener.setDaemon(true);
    listener.start();
  }

  private void listen(Process begun) {
    try (BufferedReader lines = begun.inputReader(StandardCharsets.UTF_8);
        Writer leave = begun.outputWriter(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heed(begun, line);
        if (!line.startsWith("port ")) {
          leave.write("\n");
          leave.flush();
        }
      }
    } catch (IOException dead) {
      // It needs no leave any more.
    }
  }

  private void heed(Process begun, String line) {
    String what = line.substring(line.indexOf(' ') + 1);
    if (line.startsWith("port ")) {
      onPort.accept(Integer.parseInt(what));
      serves = begun.isAlive();
    } else if (line.startsWith("before ")) {
      moments.before(what);
    } else {
      moments.after(what);
    }
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    Process living = process;
    if (living != null) {
      living.destroyForcibly().onExit().join();
    }
  }

  /** SIGSTOP now, and SIGCONT after a while; returns at once. */
  void pause(Duration duration) throws IOException {
    Process living = process;
    if (living == null) {
      return;
    }
    signal("STOP", living);
    Thread waker =
        new Thread(
            () -> {
              try {
                Thread.sleep(duration.toMillis());
                signal("CONT", living);
              } catch (IOException | InterruptedException over) {
                living.destroyForcibly();
              }
            },
            "waker");
    waker.setDaemon(true);
    waker.start();
  }

  private static void signal(String name, Process to) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().onExit().join();
  }

  /** Lets it end by itself, as it does without the one who started it. */
  void end() throws IOException {
    Process living = process;
    if (living != null) {
      living.getOutputStream().close();
      living.onExit().join();
    }
  }

  boolean hasEnded() {
    Process living = process;
    return living != null && !living.isAlive();
  }

  /** Whether it takes requests. */
  boolean serves() {
    return serves && !hasEnded();
  }

  int count() {
    return count;
  }

  @Override
  public void close() {
    kill();
  }
}

package dev.inedobot.cli;

import dev.inedobot.config.ConfigProblems;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.slack.SlackRefused;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The bot in a process of its own that tells of each write to its record and waits for leave, so
 * that whoever started it can end it at exactly that moment. On standard output it says {@code
 * port} and its port once it serves, and before and after each write a line such as {@code before
 * STEP_DONE stop}, which is answered by any line on standard input. It ends when standard input
 * does.
 */
public final class ObservedBot {
  private final PrintStream told =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final BlockingQueue<String> leaves = new LinkedBlockingQueue<>();

  private ObservedBot() {}

  /**
   * Starts it.
   *
   * @param words the file with its configuration
   */
  public static void main(String... words) throws SlackRefused, InterruptedException {
    System.setOut(System.err);
    ObservedBot observed = new ObservedBot();
    Thread listener = new Thread(observed::listen, "leaves");
    listener.setDaemon(true);
    listener.start();
    Path file = Path.of(words[0]).toAbsolutePath();
    try {
      Bot bot =
          Bot.start(
              ConfigReader.read(System.getenv(), file, Path.of("").toAbsolutePath()),
              System.getenv(),
              Bot::engine,
              new ObservedRecord(observed::tell));
      observed.told.println("port " + bot.port());
      Thread.currentThread().join();
    } catch (ConfigProblems | IllegalStateException problem) {
      System.err.println("inedobot can't start: " + problem);
      System.exit(2);
    }
  }

  private void listen() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String leave = in.readLine(); leave != null; leave = in.readLine()) {
        leaves.add(leave);
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    } finally {
      System.exit(0);
    }
  }

  private synchronized void tell(String line) {
    told.println(line);
    try {
      leaves.take();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.config.ConfigProblems;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.demo.Demo;
import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoRefused;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.slack.SlackRefused;
import dev.inedobot.slack.command.Subcommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the demo; started by {@code bin/demo}, which brings engine, registry and busybox. */
@Command(
    name = "demo",
    description =
        "Plays upgrades of stand-in products in a workspace of its own; start it by bin/demo.")
final class DemoCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  @Option(
      names = "--exit",
      description =
          "End after the scene; without it, take lines from standard input until it ends.")
  private boolean exit;

  private final PrintStream out = System.out;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    for (String part : new String[] {"DOCKER_HOST", "INEDOBOT_REGISTRY", "INEDOBOT_BUSYBOX"}) {
      if (environment.getOrDefault(part, "").isBlank()) {
        System.err.println("The demo needs an engine and a registry: start it by bin/demo.");
        return UNUSABLE;
      }
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "clean-up"));
    try {
      return play(environment);
    } catch (DemoRefused | SlackRefused problem) {
      System.err.println("demo: " + problem.getMessage());
      return 1;
    } finally {
      cleanUp();
    }
  }

  private int play(Map<String, String> environment)
      throws DemoRefused, SlackRefused, IOException, InterruptedException {
    String dockerHost = environment.getOrDefault("DOCKER_HOST", "");
    boolean ownEngine = environment.getOrDefault("INEDOBOT_ENGINE", "").equals("private");
    Path directory = keep(Files.createTempDirectory("inedobot-demo"));
    StandIns standIns =
        new StandIns(
            environment.getOrDefault("INEDOBOT_REGISTRY", ""),
            Path.of(environment.getOrDefault("INEDOBOT_BUSYBOX", "")));
    DemoEngine engine = keep(new DemoEngine(dockerHost, standIns, Demo.network(ownEngine)));
    Demo demo = keep(new Demo(engine, standIns, ownEngine, out));
    demo.set();
    Config config = configuration(demo, dockerHost, directory);
    Bot bot = keep(Bot.start(config, Map.of()));
    demo.workspace().sendTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(bot.port())));
    demo.workspace()
        .suggest(Arrays.stream(Subcommand.values()).map(each -> "/inedo " + each.usage()).toList());
    out.println();
    out.println("Look on, or take part: " + demo.workspace().pageUrl());
    boolean good = demo.play();
    if (!exit) {
      demo.stayFor(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }
    return good ? 0 : 1;
  }

  private static Config configuration(Demo demo, String dockerHost, Path directory)
      throws IOException {
    Path file = directory.resolve("inedobot.yml");
    Files.writeString(file, demo.configuration(dockerHost));
    Map<String, String> environment = new HashMap<>();
    environment.put("SLACK_BOT_TOKEN", demo.workspace().botToken());
    environment.put("SLACK_SIGNING_SECRET", demo.workspace().signingSecret());
    environment.put("SLACK_API_URL", demo.workspace().apiUrl());
    environment.put("INEDOBOT_BIND", "127.0.0.1");
    environment.put("INEDOBOT_PORT", "0");
    environment.put("INEDOBOT_DATABASE_URL", "jdbc:sqlite:" + directory.resolve("inedobot.db"));
    try {
      return ConfigReader.read(environment, file, directory);
    } catch (ConfigProblems ours) {
      throw new IllegalStateException("The demo's own configuration is wrong", ours);
    }
  }

  private synchronized <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private synchronized Path keep(Path directory) {
    parts.push(() -> delete(directory));
    return directory;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
    }
  }

  /** The bot first, so that it does not repair what is taken away; the engine's things after. */
  private synchronized void cleanUp() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception problem) {
        System.err.println("demo: cleaning up: " + problem.getMessage());
      }
    }
  }
}

package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.config.ConfigProblems;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.slack.SlackRefused;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs the bot until the process is told to stop. */
@Command(name = "serve", description = "Runs the bot (what it does without a subcommand, too).")
final class ServeCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() throws InterruptedException {
    return serve(main == null ? null : main.config());
  }

  static int serve(@Nullable Path configFile) throws InterruptedException {
    Config config;
    try {
      config = ConfigReader.read(System.getenv(), configFile, Path.of("").toAbsolutePath());
    } catch (ConfigProblems problems) {
      System.err.println("inedobot can't start; the configuration has to be corrected first:");
      problems.problems().forEach(problem -> System.err.println("  - " + problem));
      return UNUSABLE;
    }
    Bot bot = new Bot();
    AtomicBoolean told = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    // Before it begins: while Slack is away that lasts, and a product is being upgraded.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  told.set(true);
                  bot.close();
                  ended.countDown();
                },
                "shutdown"));
    try {
      bot.begin(config, System.getenv());
    } catch (JournalProblem | SlackRefused | IllegalStateException | InterruptedException problem) {
      // Told to stop, it can't begin any more, which is no problem.
      if (!told.get()) {
        System.err.println("inedobot can't start: " + problem.getMessage());
        return UNUSABLE;
      }
    }
    ended.await();
    return 0;
  }
}

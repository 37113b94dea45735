package dev.inedobot.cli;

import dev.inedobot.config.ConfigProblems;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.docker.DockerHost;
import dev.inedobot.slack.SlackRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The whole bot in this process, for tests in other packages. */
public final class BotUnderTest implements AutoCloseable {
  private final Bot bot;

  private BotUnderTest(Bot bot) {
    this.bot = bot;
  }

  /**
   * Starts it.
   *
   * @param configuration its file
   * @param longestAnswer how long it waits for any answer of an engine, so that a test of a silent
   *     engine need not last as long as the longest call may take
   */
  public static BotUnderTest start(
      Map<String, String> environment, Path configuration, Duration longestAnswer)
      throws ConfigProblems, SlackRefused, InterruptedException {
    Path directory = Objects.requireNonNull(configuration.toAbsolutePath().getParent());
    return new BotUnderTest(
        Bot.start(
            ConfigReader.read(environment, configuration, directory),
            Map.of(),
            address ->
                new DockerHost(address, pause -> Thread.sleep(pause.toMillis()), longestAnswer)));
  }

  /** Where it takes Slack's requests. */
  public int port() {
    return bot.port();
  }

  @Override
  public void close() {
    bot.close();
  }
}

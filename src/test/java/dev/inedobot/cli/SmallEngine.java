package dev.inedobot.cli;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A Docker engine of its own whose disk is small: all that it keeps is on a file system in memory.
 * Started as bin/parts starts its own, so that it disturbs no other engine; needs root and dockerd.
 */
public final class SmallEngine implements AutoCloseable {
  private final Path directory;
  private Process engine;

  /** Starts it and waits until it answers. */
  public SmallEngine(int megabytes) throws Exception {
    // Short, as a socket's path may have 107 characters and the engine adds up to 40.
    directory = Files.createTempDirectory(Path.of("/tmp"), "inedobot-small.");
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(directory.resolve("daemon.json"), "{}\n");
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", data.toString());
    engine = begin(directory);
    awaitAnswer();
  }

  private static Process begin(Path directory) throws IOException {
    return new ProcessBuilder(
            List.of(
                "dockerd",
                "--config-file=" + directory.resolve("daemon.json"),
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("docker.pid"),
                "--host=" + dockerHost(directory),
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--ip-masq=false"))
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(Path.of("target", "small-engine.log").toFile()))
        .start();
  }

  /** Ends it as a system does that shuts down: its containers end first. */
  public void stop() {
    engine.destroy();
    engine.onExit().completeOnTimeout(engine, 30, TimeUnit.SECONDS).join();
    engine.destroyForcibly();
  }

  /** Starts it again, with what it had; it starts containers as their restart policies say. */
  public void startAgain() throws Exception {
    engine = begin(directory);
    awaitAnswer();
  }

  private void awaitAnswer() {
    Awaitility.await("the small engine answers; see target/small-engine.log")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(this::answers);
  }

  public String dockerHost() {
    return dockerHost(directory);
  }

  private static String dockerHost(Path directory) {
    return "unix://" + directory.resolve("docker.sock");
  }

  private boolean answers() throws IOException {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(dockerHost()).build();
    try (ZerodepDockerHttpClient http =
        new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build()) {
      DockerClientImpl.getInstance(config, http).pingCmd().exec();
      return true;
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed: this test needs root, as it starts an engine.");
    }
  }

  @Override
  public void close() {
    stop();
    try {
      run("umount", "-l", directory.resolve("data").toString());
      run("rm", "-rf", "--one-file-system", directory.toString());
    } catch (IOException | InterruptedException left) {
      throw new IllegalStateException("Something is left in " + directory, left);
    }
  }
}

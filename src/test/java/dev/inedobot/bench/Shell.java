package dev.inedobot.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs commands of this machine, as a person would. */
final class Shell {
  private Shell() {}

  /** A command's output; an error with it if it fails. */
  static String run(String... command) throws IOException, InterruptedException {
    return run(List.of(command), Map.of());
  }

  /** A script's output, with these variables; it ends at the first command that fails. */
  static String script(String text, Map<String, String> variables)
      throws IOException, InterruptedException {
    return run(List.of("bash", "-euc", text), variables);
  }

  private static String run(List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
    }
    return output.strip();
  }
}

package dev.inedobot.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that has a database open until it is ended. */
final class OtherProcess implements AutoCloseable {
  private static final String OPEN = "open";

  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  static OtherProcess holding(String url) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    OtherProcess.class.getName(),
                    url))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.equals(OPEN)) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("The other process could not open " + url);
    }
    return new OtherProcess(process);
  }

  /** Opens the database that is named and waits for its end. */
  public static void main(String[] args) throws InterruptedException {
    try (Database database = Database.open(args[0])) {
      database.check();
      System.out.println(OPEN);
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** Ends it as {@code kill -9} does. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

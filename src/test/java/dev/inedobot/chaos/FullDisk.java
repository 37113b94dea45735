package dev.inedobot.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, over a directory; can be full and get room again. Needs root. */
final class FullDisk implements AutoCloseable {
  private static final int MEGABYTES = 8;

  private final Path directory;
  private final Path filling;

  FullDisk(Path directory) throws IOException {
    this.directory = directory;
    this.filling = directory.resolve("filling");
    run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString());
  }

  /** Leaves no room. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(filling)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      // That is what was wanted.
    }
  }

  void makeRoom() {
    try {
      Files.deleteIfExists(filling);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed: this needs root");
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", directory.toString());
  }
}

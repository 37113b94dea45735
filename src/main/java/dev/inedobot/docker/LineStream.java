package dev.inedobot.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program's output that is read on a thread of its own and told on the caller's, so that the
 * caller can look elsewhere meanwhile: a connection that is dead says nothing, as a program that is
 * busy does.
 */
final class LineStream implements AutoCloseable {
  /** How many lines are read before they are told. */
  private static final int AHEAD = 1_000;

  /** Empty for the end. */
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(AHEAD);

  private final Thread reader;
  private volatile @Nullable Response answer;
  private volatile @Nullable EngineFailure failure;
  private volatile boolean delimited;
  private volatile boolean closed;

  /**
   * Begins to read.
   *
   * @param call makes the call whose answer is the output; on the thread of its own
   * @param terminal whether the program has a terminal
   */
  LineStream(Supplier<Response> call, boolean terminal) {
    this.reader = new Thread(() -> read(call, terminal), "engine-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Supplier<Response> call, boolean terminal) {
    try (Response opened = call.get()) {
      answer = opened;
      delimited =
          opened.getHeader("Transfer-Encoding") != null
              || opened.getHeader("Content-Length") != null;
      if (!closed) {
        ProgramOutput.read(opened.getBody(), terminal, line -> put(Optional.of(line)));
      }
    } catch (EngineFailure refused) {
      failure = refused;
    } catch (IOException | RuntimeException broken) {
      failure = new EngineFailure("the output broke off: " + broken.getMessage(), 0, broken);
    } finally {
      put(Optional.empty());
    }
  }

  private void put(Optional<String> next) {
    try {
      lines.put(next);
    } catch (InterruptedException nobodyListens) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tells the lines that come until the end, or until that much time has passed.
   *
   * @return whether it was the end
   */
  boolean tell(Consumer<String> output, Duration longest) throws InterruptedException {
    Deadline deadline = Deadline.in(longest);
    do {
      Optional<String> next = lines.poll(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return false;
      }
      if (next.isEmpty()) {
        return true;
      }
      output.accept(next.get());
    } while (!deadline.isOver());
    return false;
  }

  /** Tells what is still to come, until the end, or until nothing has come for that long. */
  void tellRest(Consumer<String> output, Duration silence) throws InterruptedException {
    while (true) {
      Optional<String> next = lines.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null || next.isEmpty()) {
        return;
      }
      output.accept(next.get());
    }
  }

  /**
   * Whether what has ended is known to be whole: of an answer that says nothing of its length, as
   * one that is cut within its headers, that is not known.
   */
  boolean isWhole() {
    return delimited && failure == null;
  }

  /** Why it broke off; null if it is not known that it did. */
  @Nullable EngineFailure failure() {
    return failure;
  }

  @Override
  public void close() {
    closed = true;
    Response open = answer;
    if (open != null) {
      open.close();
    }
    reader.interrupt();
  }
}

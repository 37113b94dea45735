package dev.inedobot.chaos;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import com.github.dockerjava.api.model.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the engine's own event stream, past the bot and the proxy, and notes when two containers
 * with a writable volume or directory in common ran at once. Sees what was started after itself.
 */
final class Watcher implements AutoCloseable {
  private final DockerClient docker;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Set<String>> writable = new HashMap<>();
  private final Set<String> running = new TreeSet<>();
  private final List<Overlap> overlaps = new ArrayList<>();
  private Stream stream = new Stream();
  private boolean closed;
  private int starts;
  private @Nullable String broken;

  /** Two containers, by name, that ran at once, and what both could write to. */
  record Overlap(String first, String second, Set<String> shared) {
    /** Whether one of the two began as that container, as its replacement, or for a task. */
    boolean isOf(String container) {
      Set<String> names = new TreeSet<>(Set.of(container, container + "-next", container + "-old"));
      TaskContainers.names(container).forEach(names::add);
      return names.contains(first) || names.contains(second);
    }

    /** Those of a run's containers, a sentence for each. */
    static List<String> of(List<Overlap> overlaps, String container) {
      return overlaps.stream()
          .filter(overlap -> overlap.isOf(container))
          .map(Overlap::sentence)
          .toList();
    }

    private String sentence() {
      return "%s and %s ran at once on %s".formatted(first, second, shared);
    }
  }

  /** The engine's events, from one start of the engine to its end. */
  private final class Stream extends ResultCallback.Adapter<Event> {
    @Override
    public void onNext(Event event) {
      EventActor actor = event.getActor();
      if (actor != null && event.getAction() != null && actor.getId() != null) {
        note(actor.getId(), event.getAction(), actor.getAttributes());
      }
    }

    @Override
    public void onError(Throwable problem) {
      broke(this, problem.toString());
      super.onError(problem);
    }

    @Override
    public void onComplete() {
      broke(this, "the engine ended it");
      super.onComplete();
    }
  }

  private Watcher(DockerClient docker) {
    this.docker = docker;
  }

  /**
   * Begins to watch.
   *
   * @param docker the engine itself; its answers must not be limited in time
   */
  static Watcher of(DockerClient docker) {
    Watcher watcher = new Watcher(docker);
    follow(docker, watcher.stream);
    return watcher;
  }

  private static void follow(DockerClient docker, Stream stream) {
    docker.eventsCmd().withEventTypeFilter(EventType.CONTAINER).exec(stream);
    try {
      stream.awaitStarted();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** The engine is about to end; everything that it runs ends with it. */
  synchronized void engineEnds() {
    stream = new Stream();
  }

  /** The engine is there again. Sees what it has started by itself meanwhile. */
  void engineIsBack() {
    Stream next;
    synchronized (this) {
      running.clear();
      next = stream;
    }
    follow(docker, next);
    docker.listContainersCmd().exec().forEach(container -> runs(container.getId()));
  }

  private synchronized void runs(String id) {
    if (!running.contains(id)) {
      started(id);
    }
  }

  private synchronized void note(
      String id, String action, @Nullable Map<String, String> attributes) {
    names.putIfAbsent(id, attributes == null ? id : attributes.getOrDefault("name", id));
    switch (action) {
      case "create" -> writable.computeIfAbsent(id, this::mounts);
      case "start" -> started(id);
      case "die" -> running.remove(id);
      case "destroy" -> {
        running.remove(id);
        writable.remove(id);
      }
      default -> {}
    }
  }

  private void started(String id) {
    starts++;
    Set<String> mine = writable.computeIfAbsent(id, this::mounts);
    for (String other : running) {
      Set<String> shared = new TreeSet<>(mine);
      shared.retainAll(writable.getOrDefault(other, Set.of()));
      if (!other.equals(id) && !shared.isEmpty()) {
        overlaps.add(new Overlap(name(other), name(id), shared));
      }
    }
    running.add(id);
  }

  private String name(String id) {
    return names.getOrDefault(id, id);
  }

  private Set<String> mounts(String id) {
    Set<String> found = new TreeSet<>();
    try {
      List<InspectContainerResponse.Mount> mounts =
          docker.inspectContainerCmd(id).exec().getMounts();
      for (InspectContainerResponse.Mount mount :
          mounts == null ? List.<InspectContainerResponse.Mount>of() : mounts) {
        if (!Boolean.FALSE.equals(mount.getRW())) {
          found.add(mount.getName() != null ? mount.getName() : String.valueOf(mount.getSource()));
        }
      }
    } catch (DockerException gone) {
      // It never ran then: a running one can be inspected.
    }
    return found;
  }

  private synchronized void broke(Stream which, String why) {
    if (!closed && which == stream) {
      broken = why;
    }
  }

  /** What it saw; throws if the stream broke, for then nothing is proven. */
  synchronized List<Overlap> overlaps() {
    if (broken != null) {
      throw new IllegalStateException("The engine's event stream broke: " + broken);
    }
    return List.copyOf(overlaps);
  }

  /** How many starts it saw. */
  synchronized int starts() {
    return starts;
  }

  @Override
  public void close() {
    Stream last;
    synchronized (this) {
      closed = true;
      last = stream;
    }
    try {
      last.close();
    } catch (IOException lost) {
      // It is closed all the same.
    }
  }
}

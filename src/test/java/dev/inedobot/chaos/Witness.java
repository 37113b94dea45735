package dev.inedobot.chaos;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoProduct;
import dev.inedobot.demo.ReportedVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks at a run's containers and data on the engine itself. */
final class Witness {
  /** A machine that is busy with other runs may take so long to answer. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private final DemoEngine engine;
  private final TaskContainers tasks;
  private final DemoProduct product;
  private final Store store;

  Witness(DemoEngine engine, TaskContainers tasks, DemoProduct product, Store store) {
    this.engine = engine;
    this.tasks = tasks;
    this.product = product;
    this.store = store;
  }

  void awaitVersion(String release) {
    Awaitility.await(product.container() + " reports " + release)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> reported().equals(Optional.of(release)));
  }

  private Optional<String> reported() {
    return engine
        .port(product.container())
        .flatMap(port -> ReportedVersion.ask(product.tag().product(), port));
  }

  /** Whether it answers now. */
  boolean serves() {
    return reported().isPresent();
  }

  /** What it reports within a moment. */
  private Optional<String> reportedSoon() {
    try {
      return Awaitility.await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(300))
          .until(this::reported, Optional::isPresent);
    } catch (ConditionTimeoutException silent) {
      return Optional.empty();
    }
  }

  /** As a user would, while it serves. */
  void writeData(String text) {
    shell(store.write(product.tag().product(), text));
  }

  /** Has the version that never gets healthy leave something in the database. */
  void writeByTheNewVersion() {
    shell(Store.writeByTheNewVersion());
  }

  /** What is there; waits for the product's version only if it is expected to tell one. */
  Evidence look(boolean healthy) {
    Optional<String> reported = healthy ? reportedSoon() : reported();
    return new Evidence(
        containers(),
        reported,
        lines(store.lines(product.tag().product())),
        lines(store.schema(product.tag().product())),
        lines(Store.backups()),
        volumes());
  }

  private List<Evidence.Seen> containers() {
    return Stream.concat(
            engine.containers().stream()
                .map(Container::getId)
                .flatMap(id -> engine.find(id).stream()),
            tasks.there())
        .map(this::seen)
        .toList();
  }

  private Evidence.Seen seen(InspectContainerResponse there) {
    String reference = String.valueOf(there.getConfig().getImage());
    return new Evidence.Seen(
        there.getId(),
        there.getName().replaceFirst("^/" + product.container(), ""),
        Boolean.TRUE.equals(there.getState().getRunning()),
        reference.substring(reference.lastIndexOf(':') + 1),
        there.getHostConfig().getRestartPolicy().getName(),
        String.valueOf(there.getState().getStartedAt()),
        Objects.requireNonNull(there.getMounts()).stream()
            .map(mount -> mount.getName() + " at " + mount.getDestination())
            .collect(Collectors.toSet()));
  }

  private List<String> lines(String script) {
    return shell(script).lines().toList();
  }

  private Set<String> volumes() {
    Set<String> names = new TreeSet<>();
    engine
        .docker()
        .listVolumesCmd()
        .exec()
        .getVolumes()
        .forEach(
            volume -> {
              if (volume.getName().startsWith(product.container() + "-")) {
                names.add(volume.getName());
              }
            });
    return names;
  }

  /** What a shell in the product's container prints; empty if it does not run. */
  private String shell(String script) {
    StringBuilder text = new StringBuilder();
    try {
      String exec =
          engine
              .docker()
              .execCreateCmd(product.container())
              .withCmd("sh", "-c", script)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .exec()
              .getId();
      engine
          .docker()
          .execStartCmd(exec)
          .exec(
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                }
              })
          .awaitCompletion();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException notRunning) {
      return "";
    }
    return text.toString();
  }
}

package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.EngineFacts;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.plan.RestartPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A container engine that the bot may drive. Containers are addressed by their ids.
 *
 * <p>Every changing call states what is to be true afterwards and can be repeated: it looks first,
 * does what is missing, and after a time-out, a lost answer or an odd status it looks again before
 * it says anything. All calls throw {@link HostProblem}, block the calling thread, and may be made
 * from several threads at once.
 */
public interface ContainerHost {
  EngineFacts engine();

  /** The address at which the engine's host can be reached from where the bot sits. */
  String address();

  /** All containers, running or not. One that goes away meanwhile is left out. */
  List<ContainerFacts> containers();

  /** A container by its id or name. */
  Optional<ContainerFacts> find(String idOrName);

  /** The references under which the engine knows an image, such as {@code …/proget:24.0.4}. */
  List<String> imageTags(String imageId);

  /** The id of the image that a reference stands for on the engine, if it is there. */
  Optional<String> imageId(ImageReference reference);

  /**
   * An image that is on the engine and came from a registry.
   *
   * @param reference its repository is the one that the digest must be known for
   */
  Optional<RemoteImage> pulled(String imageId, ImageReference reference);

  /**
   * Removes a reference to an image, and the image with the last one. Refused by the engine while a
   * container needs it.
   */
  void removeImage(ImageReference reference);

  /**
   * The room that there is for images.
   *
   * @param containerId one of the engine's containers, by which the bot recognises the directory
   * @param imageId the image whose size is an estimate for another release's
   */
  Disk disk(String containerId, String imageId);

  /**
   * Where a compose file names the image of a service, as {@code file:line}; empty if the file
   * can't be read from where the bot sits.
   *
   * @param files the file's path on the engine's host; several are separated by commas
   */
  String composePlace(String files, String service);

  /** Whether a path exists in a container's own file system. */
  boolean hasPath(String containerId, String path);

  /** Whether something in or below a path was written since the container was made. */
  boolean wasWritten(String containerId, String path);

  /**
   * What a tag points at in its registry, as the engine sees it. A registry that is away, wants a
   * login or takes no more requests is a {@link HostProblem} that says which.
   *
   * @return empty if the registry knows no such tag
   */
  Optional<RemoteImage> resolve(ImageReference tagged);

  /**
   * Whether the engine is configured to do without a trusted certificate, and without TLS, for a
   * registry, as it does for its own loopback.
   *
   * @param registry host and port, as in an image's reference
   */
  boolean isInsecure(String registry);

  /**
   * Pulls an image by its digest, gives it a tag, and checks that the tag stands for it.
   *
   * @param progress is told now and then how far it is; called on an I/O thread, must not block
   * @return the image's id
   */
  String pull(ImageReference pinned, ImageReference tagged, Consumer<String> progress);

  /**
   * Creates a container, without starting it, that is configured as another one is but for its
   * image, with that image's defaults in place of the other image's. Before it returns, the created
   * container is inspected and compared with what was meant; an unexplained difference is a {@link
   * HostProblem}, and the container is removed again.
   *
   * @return the new container's id; that of an earlier call for the same upgrade if there is one
   */
  String createReplacement(Replacement replacement);

  /**
   * What {@link #createReplacement} would carry over from a container, told without doing it.
   * Changes nothing; no secret is in the answer.
   *
   * @param image the image that the replacement would be made from; need not be there
   */
  CarryOver carryOver(String containerId, ImageReference image);

  /**
   * What to create.
   *
   * @param containerId the container to replace
   * @param name the new container's name
   * @param image the new container's image
   * @param imageId the id that the image must have
   * @param upgrade goes into its labels
   */
  record Replacement(
      String containerId, String name, ImageReference image, String imageId, UpgradeId upgrade) {}

  /**
   * Creates, without starting it, a container for one task. It is configured as another one is,
   * with its environment, mounts, networks, user and limits, but has an image and a process of its
   * own; it publishes no ports, carries no address, MAC address, alias or host name and no label of
   * the other one, is checked by nobody and is never started again. Inspected and compared before
   * it returns, as {@link #createReplacement} does.
   *
   * @return the container's id; that of an earlier call for the same name, upgrade and role if
   *     there is one, which may have been started since
   */
  String createTask(Task task);

  /**
   * What to create for a task.
   *
   * @param containerId the container whose settings to take
   * @param name the new container's name
   * @param imageId the id of the new container's image
   * @param command its process, a program's full path and its arguments; the image's entrypoint is
   *     not run
   * @param upgrade goes into its labels
   * @param role says what it is for, such as {@code keep-data}: the value of {@link
   *     dev.inedobot.upgrade.plan.ContainerFacts#ROLE_LABEL}
   */
  record Task(
      String containerId,
      String name,
      String imageId,
      List<String> command,
      UpgradeId upgrade,
      String role) {
    public Task {
      if (command.isEmpty()) {
        throw new IllegalArgumentException("A program is needed");
      }
      command = List.copyOf(command);
    }
  }

  /**
   * Creates a volume, marked as the upgrade's, and, without starting it, a container that has
   * nothing of the product's but one directory, which it can only read, and that volume: no
   * network, no ports, no environment. Inspected before it returns.
   *
   * @return the container's id; that of an earlier call for the same name, upgrade and role if
   *     there is one, which may have been started since
   */
  String createCopy(Copy copy);

  /**
   * What to copy.
   *
   * @param task the container; its command finds the directory at {@link #SOURCE} and the volume at
   *     {@link #TARGET}
   * @param path the directory in the container {@code task.containerId()}, where it is a mount
   * @param volume the name of the volume to copy into
   */
  record Copy(Task task, String path, String volume) {
    /** Where the copying container has what it reads. */
    public static final String SOURCE = "/inedobot-source";

    /** Where it has what it writes. */
    public static final String TARGET = "/inedobot-copy";
  }

  /**
   * Removes a volume that {@link #createCopy} made, with all that is in it; one that is gone is no
   * problem, one that does not carry the upgrade's mark is refused.
   */
  void removeCopy(String volume, UpgradeId upgrade);

  /**
   * Creates, without starting it, a container in which a copy of a product can run apart from
   * everything. It is configured as one of {@link #createTask} is, but has no network, namespaces
   * of its own, and none of the other one's mounts but those that are named, which it can't write
   * to. Inspected and compared before it returns, as {@link #createReplacement} does.
   *
   * @return the container's id; that of an earlier call for the same name, upgrade and role if
   *     there is one, which may have been started since
   */
  String createApart(Task task, Apart apart);

  /**
   * What a container that is apart has of the other one's files.
   *
   * @param readable paths whose mounts, if they have one, can be read
   * @param fresh directories that are new, empty volumes, whatever the other one has there; {@link
   *     #discard} removes them
   */
  record Apart(List<String> readable, List<String> fresh) {
    public Apart {
      readable = List.copyOf(readable);
      fresh = List.copyOf(fresh);
    }
  }

  /**
   * Asks an address over HTTP from within a running container, without following redirects, with
   * the tool that its image has for that: {@code curl}, {@code bash} or {@code nc}; a {@link
   * HostProblem} if it has none.
   *
   * @param address has a port, and a host as that container sees it
   * @return what it answered, whatever the status; empty if no HTTP answer came
   */
  Optional<HealthAnswer> askWithin(String containerId, URI address);

  /**
   * Waits until the process of a container that was started has ended, also while the engine is
   * away.
   *
   * @param longest how long to wait
   * @param output is told each line of its log from the start, standard output and error together;
   *     called on this thread, must not block long. A log that the engine can't read is not told
   * @return its exit code; empty if it still runs after {@code longest}
   */
  OptionalInt awaitEnd(String containerId, Duration longest, Consumer<String> output);

  /**
   * Runs a program in a running container and waits for its end. It is never run twice: after a
   * lost answer the engine is asked what became of it, and where the engine does not know any more,
   * the {@link HostProblem} says so.
   *
   * @param output is told each line that it writes, standard output and error together, in order,
   *     cut where a line is longer than some thousand characters; called on this thread, must not
   *     block long. What is written while the connection is lost is not told
   * @return its exit code
   */
  int exec(String containerId, Execution execution, Consumer<String> output);

  /**
   * A program to run in a container.
   *
   * @param command the program and its arguments; no shell reads them
   * @param secrets environment variables for it alone, by name; not in any log or message
   * @param longest how long to wait for its end; after that it may go on, for an engine can't end
   *     it
   */
  record Execution(List<String> command, Map<String, String> secrets, Duration longest) {
    public Execution {
      if (command.isEmpty()) {
        throw new IllegalArgumentException("A program is needed");
      }
      command = List.copyOf(command);
      secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
      return "Execution[command=%s, secrets=%s, longest=%s]"
          .formatted(command, new TreeSet<>(secrets.keySet()), longest);
    }
  }

  /**
   * What a file in a container is, whether that runs or not; read as a whole, however large it is.
   * A symbolic link stands for what it points at. What lies on a tmpfs is not seen. A file that
   * changes meanwhile is a {@link HostProblem}.
   *
   * @return empty if there is nothing, or no file
   */
  Optional<FileFacts> file(String containerId, String path);

  /**
   * The text of a small file in a container, found as {@link #file} does; it may be secret.
   *
   * @return empty if there is nothing, or no file; one above 64 KiB is a {@link HostProblem}
   */
  Optional<String> smallFile(String containerId, String path);

  /**
   * Sees to it that a container does not run; one that is gone does not.
   *
   * @param grace how long its process gets before it is killed
   */
  void stop(String containerId, Duration grace);

  void setRestartPolicy(String containerId, RestartPolicy policy);

  void rename(String containerId, String name);

  void start(String containerId);

  /** Removes a stopped container, never its volumes. */
  void remove(String containerId);

  /**
   * Removes a stopped container that {@link #createReplacement} or {@link #createTask} made, with
   * the anonymous volumes that were made for it; never one that was carried over to it.
   */
  void discard(String containerId);

  /** The last lines that a container's process wrote, oldest first. */
  String logTail(String containerId, int lines);
}

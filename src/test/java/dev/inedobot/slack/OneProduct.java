package dev.inedobot.slack;

import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.EngineFacts;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.FileFacts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** An engine on which one ProGet 2024.4 runs, and which does nothing but answer. */
final class OneProduct implements ContainerHost {
  private static final Set<String> THERE = Set.of("24.0.5", "24.0.6", "25.0.2");

  @Override
  public EngineFacts engine() {
    return new EngineFacts("20.10.24", "1.41", "linux", "amd64");
  }

  @Override
  public String address() {
    return "127.0.0.1";
  }

  @Override
  public List<ContainerFacts> containers() {
    return List.of(Observations.healthy().container());
  }

  @Override
  public Optional<ContainerFacts> find(String idOrName) {
    return containers().stream()
        .filter(one -> one.id().equals(idOrName) || one.name().equals(idOrName))
        .findFirst();
  }

  @Override
  public List<String> imageTags(String imageId) {
    return List.of();
  }

  @Override
  public Optional<String> imageId(ImageReference reference) {
    return Optional.empty();
  }

  @Override
  public Optional<RemoteImage> pulled(String imageId, ImageReference reference) {
    return Optional.empty();
  }

  @Override
  public Disk disk(String containerId, String imageId) {
    return new Disk("/var/lib/docker", 20_000_000_000L, 1_000_000_000L);
  }

  @Override
  public String composePlace(String files, String service) {
    return "";
  }

  @Override
  public boolean hasPath(String containerId, String path) {
    return false;
  }

  @Override
  public boolean wasWritten(String containerId, String path) {
    return false;
  }

  @Override
  public Optional<RemoteImage> resolve(ImageReference tagged) {
    boolean there = tagged.tag() != null && THERE.contains(tagged.tag().value());
    return there
        ? Optional.of(
            new RemoteImage(
                tagged, ImageDigest.parse("sha256:" + "d".repeat(64)), List.of("linux/amd64")))
        : Optional.empty();
  }

  @Override
  public boolean isInsecure(String registry) {
    return false;
  }

  @Override
  public void removeImage(ImageReference reference) {
    throw changes();
  }

  @Override
  public String pull(ImageReference pinned, ImageReference tagged, Consumer<String> progress) {
    throw changes();
  }

  @Override
  public String createReplacement(Replacement replacement) {
    throw changes();
  }

  @Override
  public CarryOver carryOver(String containerId, ImageReference image) {
    throw changes();
  }

  @Override
  public String createTask(Task task) {
    throw changes();
  }

  @Override
  public String createApart(Task task, Apart apart) {
    throw changes();
  }

  @Override
  public Optional<HealthAnswer> askWithin(String containerId, URI address) {
    return Optional.empty();
  }

  @Override
  public OptionalInt awaitEnd(String containerId, Duration longest, Consumer<String> output) {
    throw changes();
  }

  @Override
  public String createCopy(Copy copy) {
    throw changes();
  }

  @Override
  public void removeCopy(String volume, UpgradeId upgrade) {
    throw changes();
  }

  @Override
  public int exec(String containerId, Execution execution, Consumer<String> output) {
    throw changes();
  }

  @Override
  public Optional<FileFacts> file(String containerId, String path) {
    return Optional.empty();
  }

  @Override
  public Optional<String> smallFile(String containerId, String path) {
    return Optional.empty();
  }

  @Override
  public void stop(String containerId, Duration grace) {
    throw changes();
  }

  @Override
  public void setRestartPolicy(String containerId, RestartPolicy policy) {
    throw changes();
  }

  @Override
  public void rename(String containerId, String name) {
    throw changes();
  }

  @Override
  public void start(String containerId) {
    throw changes();
  }

  @Override
  public void remove(String containerId) {
    throw changes();
  }

  @Override
  public void discard(String containerId) {
    throw changes();
  }

  @Override
  public String logTail(String containerId, int lines) {
    throw changes();
  }

  private static UnsupportedOperationException changes() {
    return new UnsupportedOperationException("Nothing is changed here");
  }
}

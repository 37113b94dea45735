package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.image.ImageReference;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.EngineFacts;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.FileFacts;
import dev.inedobot.upgrade.run.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A Docker engine. Connects when it is first asked for something. */
public final class DockerHost implements ContainerHost {
  private final EngineAddress address;
  private final EngineApi api;
  private final Ensure ensure;
  private final Lifecycle lifecycle;
  private final Creation creation;
  private final VolumeCopies copies;
  private final Images images;
  private final EngineRegistries registries;
  private final Executions executions;
  private final Ends ends;
  private final ContainerFiles files;
  private final WithinHttp within;

  public DockerHost(EngineAddress address, Pauses pauses) {
    this(address, pauses, EngineApi.AS_LONG_AS_EACH_CALL_MAY_TAKE);
  }

  /**
   * @param longestAnswer no answer is waited for longer than this, whatever the call may take
   */
  public DockerHost(EngineAddress address, Pauses pauses, Duration longestAnswer) {
    this.address = address;
    this.api = new EngineApi(address, longestAnswer);
    this.ensure = new Ensure(address, pauses);
    this.lifecycle = new Lifecycle(api, ensure);
    this.creation = new Creation(api, ensure);
    this.copies = new VolumeCopies(api, ensure);
    this.images = new Images(api, ensure);
    this.registries = new EngineRegistries(api, ensure);
    this.executions = new Executions(api, ensure);
    this.ends = new Ends(api, ensure);
    this.files = new ContainerFiles(api, ensure);
    this.within = new WithinHttp(executions);
  }

  @Override
  public EngineFacts engine() {
    return ensure.answer(
        "ask the engine for its version",
        () -> {
          JsonNode version = api.get("/version");
          return new EngineFacts(
              version.path("Version").asText(),
              version.path("ApiVersion").asText(),
              version.path("Os").asText(),
              version.path("Arch").asText());
        });
  }

  @Override
  public String address() {
    return address.host();
  }

  @Override
  public List<ContainerFacts> containers() {
    return ensure.answer(
        "list the containers",
        () -> {
          List<ContainerFacts> facts = new ArrayList<>();
          for (JsonNode listed : api.get("/containers/json?all=true")) {
            api.find("/containers/" + listed.path("Id").asText() + "/json")
                .map(ContainerJson::read)
                .ifPresent(facts::add);
          }
          return facts;
        });
  }

  @Override
  public Optional<ContainerFacts> find(String idOrName) {
    return lifecycle.find(idOrName);
  }

  @Override
  public List<String> imageTags(String imageId) {
    return ensure.answer(
        "look at the image " + imageId,
        () ->
            api.find("/images/" + EngineApi.encoded(imageId) + "/json")
                .map(image -> ContainerJson.texts(image.path("RepoTags")))
                .orElse(List.of()));
  }

  @Override
  public Optional<String> imageId(ImageReference reference) {
    return ensure.answer("look at the image " + reference, () -> images.id(reference));
  }

  @Override
  public Optional<RemoteImage> pulled(String imageId, ImageReference reference) {
    return ensure.answer("look at the image " + imageId, () -> images.pulled(imageId, reference));
  }

  @Override
  public void removeImage(ImageReference reference) {
    images.remove(reference);
  }

  @Override
  public Disk disk(String containerId, String imageId) {
    JsonNode info = ensure.answer("ask the engine where it keeps images", () -> api.get("/info"));
    long size =
        ensure.answer(
            "look at the image " + imageId,
            () ->
                api.find("/images/" + EngineApi.encoded(imageId) + "/json")
                    .map(image -> image.path("Size").asLong())
                    .orElse(0L));
    String root = info.path("DockerRootDir").asText();
    boolean elsewhere = !address.isLocal() || EngineDisk.isOutsideRoot(info.path("DriverStatus"));
    Long free =
        elsewhere
            ? null
            : new EngineDisk(Path.of("/")).free(root, containerId, info.path("Name").asText());
    return new Disk(root, free, size);
  }

  @Override
  public String composePlace(String files, String service) {
    return address.isLocal() ? ComposeFile.place(files, service) : "";
  }

  @Override
  public boolean hasPath(String containerId, String path) {
    return ensure.answer(
        "look for %s in the container %s".formatted(path, name(containerId)),
        () -> api.head("/containers/" + containerId + "/archive?path=" + EngineApi.encoded(path)));
  }

  @Override
  public boolean wasWritten(String containerId, String path) {
    return ensure.answer(
        "list what was written in the container " + name(containerId),
        () -> {
          for (JsonNode change : api.get("/containers/" + containerId + "/changes")) {
            if (change.path("Path").asText().startsWith(path + "/")) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public Optional<RemoteImage> resolve(ImageReference tagged) {
    return registries.resolve(tagged);
  }

  @Override
  public boolean isInsecure(String registry) {
    return registries.isInsecure(registry);
  }

  @Override
  public CarryOver carryOver(String containerId, ImageReference image) {
    return ensure.answer(
        "describe the container " + name(containerId),
        () -> {
          JsonNode container = api.get("/containers/" + containerId + "/json");
          JsonNode old = api.get("/images/" + container.path("Image").asText() + "/json");
          String hostName = api.get("/info").path("Name").asText();
          // As for an engine that connects further networks afterwards: any can be told so.
          CreateBody body =
              CreateBody.of(container, old, image.toString(), "", hostName, ApiVersion.OLDEST);
          return Inventory.of(body, container, old);
        });
  }

  @Override
  public String pull(ImageReference pinned, ImageReference tagged, Consumer<String> progress) {
    return images.pull(pinned, tagged, progress);
  }

  @Override
  public String createReplacement(Replacement replacement) {
    return creation.create(replacement);
  }

  @Override
  public String createTask(Task task) {
    return creation.create(task);
  }

  @Override
  public String createCopy(Copy copy) {
    return copies.create(copy);
  }

  @Override
  public void removeCopy(String volume, UpgradeId upgrade) {
    copies.remove(volume, upgrade);
  }

  @Override
  public String createApart(Task task, Apart apart) {
    return creation.create(task, apart);
  }

  @Override
  public Optional<HealthAnswer> askWithin(String containerId, URI address) {
    return within.ask(containerId, address);
  }

  @Override
  public OptionalInt awaitEnd(String containerId, Duration longest, Consumer<String> output) {
    return ends.await(containerId, longest, output);
  }

  @Override
  public int exec(String containerId, Execution execution, Consumer<String> output) {
    return executions.run(containerId, execution, output);
  }

  @Override
  public Optional<FileFacts> file(String containerId, String path) {
    return files.facts(containerId, path);
  }

  @Override
  public Optional<String> smallFile(String containerId, String path) {
    return files.text(containerId, path);
  }

  @Override
  public void stop(String containerId, Duration grace) {
    lifecycle.stop(containerId, grace);
  }

  @Override
  public void setRestartPolicy(String containerId, RestartPolicy policy) {
    lifecycle.setRestartPolicy(containerId, policy);
  }

  @Override
  public void rename(String containerId, String name) {
    lifecycle.rename(containerId, name);
  }

  @Override
  public void start(String containerId) {
    lifecycle.start(containerId);
  }

  @Override
  public void remove(String containerId) {
    lifecycle.remove(containerId, false);
  }

  @Override
  public void discard(String containerId) {
    lifecycle.remove(containerId, true);
  }

  @Override
  public String logTail(String containerId, int lines) {
    return ensure.answer(
        "read the log of the container " + name(containerId),
        () -> ContainerLog.tail(api, containerId, lines));
  }

  private static String name(String idOrName) {
    return ContainerJson.shortName(idOrName);
  }
}

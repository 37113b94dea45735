package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.EngineFacts;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.plan.RunState;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.Pauses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A Docker engine. Connects when it is first asked for something. */
public final class DockerHost implements ContainerHost {
  /** What the engine's own work may take beyond the process's grace period. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(30);

  private static final Duration START = Duration.ofMinutes(2);

  private final EngineAddress address;
  private final EngineApi api;
  private final Ensure ensure;
  private final Creation creation;
  private final Images images;

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
    this.creation = new Creation(api, ensure);
    this.images = new Images(api, ensure);
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
    return ensure.answer("look at the container " + name(idOrName), () -> look(idOrName));
  }

  private Optional<ContainerFacts> look(String idOrName) {
    return api.find("/containers/" + EngineApi.encoded(idOrName) + "/json")
        .map(ContainerJson::read)
        // The engine takes the start of an id for the id; a name must be the whole name.
        .filter(found -> found.id().equals(idOrName) || found.name().equals(idOrName));
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
    Optional<JsonNode> found =
        ensure.answer(
            "ask the registry of %s for %s".formatted(tagged.repository(), tagged.tag()),
            () -> distribution(tagged));
    return found.map(
        answer -> {
          List<String> platforms = new ArrayList<>();
          answer
              .path("Platforms")
              .forEach(
                  platform -> {
                    String variant = platform.path("variant").asText();
                    platforms.add(
                        platform.path("os").asText()
                            + "/"
                            + platform.path("architecture").asText()
                            + (variant.isEmpty() ? "" : "/" + variant));
                  });
          return new RemoteImage(
              tagged,
              ImageDigest.parse(answer.path("Descriptor").path("digest").asText()),
              platforms);
        });
  }

  private Optional<JsonNode> distribution(ImageReference tagged) {
    try {
      return Optional.of(api.distribution(tagged));
    } catch (EngineFailure failure) {
      if (failure.isSilence()) {
        throw failure;
      }
      RegistryAnswer answer = RegistryAnswer.of(failure, failure.status());
      if (answer == RegistryAnswer.NO_SUCH_TAG) {
        return Optional.empty();
      }
      throw answer.problem(failure, tagged);
    }
  }

  @Override
  public boolean isInsecure(String registry) {
    return InsecureRegistries.contain(
        ensure.answer("ask the engine for its registries", () -> api.get("/info")), registry);
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
  public void stop(String containerId, Duration grace) {
    ensure.that(
        "stop the container " + name(containerId),
        () -> Optional.of(mayRun(containerId)).filter(mayRun -> !mayRun),
        () ->
            api.post(
                "/containers/%s/stop?t=%d".formatted(containerId, grace.toSeconds()),
                null,
                grace.plus(STOP_MARGIN)));
  }

  /** One that is gone does not run. */
  private boolean mayRun(String containerId) {
    return look(containerId).map(facts -> facts.state().canTouchData()).orElse(false);
  }

  @Override
  public void setRestartPolicy(String containerId, RestartPolicy policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("RestartPolicy")
        .put("Name", policy.name())
        .put("MaximumRetryCount", policy.maximumRetryCount());
    ensure.that(
        "set the restart policy of the container %s to %s".formatted(name(containerId), policy),
        () -> look(containerId).filter(facts -> facts.life().restartPolicy().equals(policy)),
        () -> api.post("/containers/" + containerId + "/update", body, EngineApi.USUAL));
  }

  @Override
  public void rename(String containerId, String name) {
    ensure.that(
        "rename the container %s to %s".formatted(name(containerId), name),
        () -> look(containerId).filter(facts -> facts.name().equals(name)),
        () ->
            api.post(
                "/containers/%s/rename?name=%s".formatted(containerId, EngineApi.encoded(name)),
                null,
                EngineApi.USUAL));
  }

  @Override
  public void start(String containerId) {
    RunState before =
        find(containerId)
            .map(ContainerFacts::state)
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "Tried to start the container %s, but it is gone."
                            .formatted(name(containerId))));
    ensure.that(
        "start the container " + name(containerId),
        () -> look(containerId).filter(facts -> hasStarted(before, facts.state())),
        () -> api.post("/containers/" + containerId + "/start", null, START));
  }

  /** One whose process ended at once has been started as well: judging that is not done here. */
  private static boolean hasStarted(RunState before, RunState now) {
    return now.running()
        || now.restarting()
        || !java.util.Objects.equals(before.startedAt(), now.startedAt());
  }

  @Override
  public void remove(String containerId) {
    remove(containerId, false);
  }

  @Override
  public void discard(String containerId) {
    remove(containerId, true);
  }

  private void remove(String containerId, boolean withNewVolumes) {
    ensure.that(
        "remove the container " + name(containerId),
        () -> look(containerId).isEmpty() ? Optional.of(true) : Optional.empty(),
        () -> api.delete("/containers/" + containerId + "?force=false&v=" + withNewVolumes));
  }

  @Override
  public String logTail(String containerId, int lines) {
    return ensure.answer(
        "read the log of the container " + name(containerId),
        () -> ContainerLog.tail(api, containerId, lines));
  }

  private static String name(String idOrName) {
    return idOrName.length() == 64 ? idOrName.substring(0, 12) : idOrName;
  }
}

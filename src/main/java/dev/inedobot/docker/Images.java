package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.run.HostProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Pulls images by digest and gives them the tag that people look for. */
final class Images {
  /** How long the engine may be silent during a pull: it unpacks large layers without a word. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final EngineApi api;
  private final Ensure ensure;
  private final ImagePlatform platform;

  Images(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
    this.platform = new ImagePlatform(api, ensure);
  }

  /**
   * An image pulled by digest alone has no tag: {@code docker ps} would show no version, and {@code
   * docker image prune} would take it once it is unused.
   */
  String pull(ImageReference pinned, ImageReference tagged, Consumer<String> progress) {
    String id = ensure.that("pull " + pinned, () -> id(pinned), () -> pull(pinned, progress));
    Tag tag = Objects.requireNonNull(tagged.tag(), "an image is tagged with its release");
    ensure.that(
        "tag the pulled image as " + tagged,
        () -> id(tagged).filter(id::equals),
        () ->
            api.post(
                "/images/%s/tag?repo=%s&tag=%s"
                    .formatted(
                        id, EngineApi.encoded(tagged.repository()), EngineApi.encoded(tag.value())),
                null,
                EngineApi.USUAL));
    platform.refuseAnother(id, tagged);
    return id;
  }

  /** The image's digest in a repository, as the engine remembers it from a pull. */
  Optional<RemoteImage> pulled(String imageId, ImageReference reference) {
    Optional<JsonNode> found = api.find("/images/" + imageId + "/json");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    JsonNode image = found.get();
    String platform = image.path("Os").asText() + "/" + image.path("Architecture").asText();
    for (String digest : ContainerJson.texts(image.path("RepoDigests"))) {
      ImageReference pinned = ImageReference.parse(digest);
      if (pinned.digest() != null && pinned.repository().equals(reference.repository())) {
        return Optional.of(new RemoteImage(reference, pinned.digest(), List.of(platform)));
      }
    }
    return Optional.empty();
  }

  /** Without force: what a container needs stays. */
  void remove(ImageReference reference) {
    ensure.that(
        "remove the image " + reference,
        () -> id(reference).isEmpty() ? Optional.of(true) : Optional.empty(),
        () -> api.delete("/images/" + reference));
  }

  Optional<String> id(ImageReference reference) {
    return api.find("/images/" + reference + "/json").map(image -> image.path("Id").asText());
  }

  private void pull(ImageReference pinned, Consumer<String> progress) {
    Optional<AuthConfig> login = api.login(pinned.registry());
    try (PullProgress pull = new PullProgress(progress)) {
      PullImageCmd command = api.typed(SILENCE).pullImageCmd(pinned.toString());
      login.ifPresent(command::withAuthConfig);
      command.exec(pull).awaitCompletion();
      String error = pull.error();
      if (error != null) {
        throw new EngineFailure(error, 500, null);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw HostProblem.unreachable("Interrupted while pulling " + pinned + ".", stopping);
    } catch (DockerException refused) {
      throw new EngineFailure(
          String.valueOf(refused.getMessage()), refused.getHttpStatus(), refused);
    } catch (EngineFailure given) {
      throw given;
    } catch (IOException | RuntimeException lost) {
      throw new EngineFailure("the pull broke off: " + lost.getMessage(), 0, lost);
    }
  }
}

package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.upgrade.run.HostProblem;
import java.util.List;
import java.util.Optional;

/**
 * What an engine must have so that a replacement can be told what it inherits and be started. Older
 * engines notice most of it at the start only, when the old container has been stopped.
 */
final class Prerequisites {
  /** What a container can share with another one. */
  private static final List<String> MODES = List.of("NetworkMode", "IpcMode", "PidMode");

  private static final String OTHER = "container:";

  private final EngineApi api;
  private final Ensure ensure;

  Prerequisites(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  /** Throws {@link HostProblem} if something is missing. */
  void check(JsonNode container) {
    String name = ContainerJson.name(container);
    for (String mode : MODES) {
      String value = container.path("HostConfig").path(mode).asText();
      if (value.startsWith(OTHER)) {
        checkOther(name, mode, value.substring(OTHER.length()));
      }
    }
    for (String from : ContainerJson.texts(container.path("HostConfig").path("VolumesFrom"))) {
      checkLender(name, from.split(":", 2)[0]);
    }
    CarriedNetworks.of(container, ApiVersion.OLDEST)
        .keySet()
        .forEach(network -> checkNetwork(name, network));
  }

  private void checkOther(String name, String mode, String other) {
    boolean runs =
        ensure.answer(
            "look at the container " + other,
            () ->
                api.find("/containers/" + other + "/json")
                    .map(found -> found.path("State").path("Running").asBoolean())
                    .orElse(false));
    if (!runs) {
      throw HostProblem.refused(
          "%s shares the %s of the container %s, which does not run: a replacement could not be"
                  .formatted(name, mode.replace("Mode", ""), other)
              + " started. Start that one, or create %s anew without it.".formatted(name));
    }
  }

  private void checkLender(String name, String lender) {
    ensure
        .answer(
            "look at the container " + lender, () -> api.find("/containers/" + lender + "/json"))
        .flatMap(Prerequisites::partOfAVolume)
        .ifPresent(
            target -> {
              throw HostProblem.refused(
                  "%1$s takes its volumes from %2$s, which mounts only a part of one at %3$s, and the"
                          .formatted(name, lender, target)
                      + " engine does not tell that part of %s. Give it that mount itself, with"
                          .formatted(name)
                      + " volume-subpath, in place of --volumes-from.");
            });
  }

  /** Where a container mounts a directory of a volume instead of the volume. */
  static Optional<String> partOfAVolume(JsonNode container) {
    for (JsonNode mount : container.path("HostConfig").path("Mounts")) {
      if (!mount.path("VolumeOptions").path("Subpath").asText().isEmpty()) {
        return Optional.of(mount.path("Target").asText());
      }
    }
    return Optional.empty();
  }

  private void checkNetwork(String name, String network) {
    boolean there =
        ensure.answer(
            "look at the network " + network,
            () -> api.find("/networks/" + EngineApi.encoded(network)).isPresent());
    if (!there) {
      throw HostProblem.refused(
          "%s is on the network %s, which the engine no longer has: create it, or disconnect %s from it."
              .formatted(name, network, name));
    }
  }

  /** The image that a container was made from, as inspected. */
  JsonNode imageOf(JsonNode container) {
    String id = container.path("Image").asText();
    return ensure
        .answer("inspect the image " + id, () -> api.find("/images/" + id + "/json"))
        .orElseThrow(
            () ->
                HostProblem.refused(
                    "The engine no longer has the image that %s was made from (%s), so its defaults"
                            .formatted(ContainerJson.name(container), id)
                        + " can't be told from what you set. Pull it again: docker pull "
                        + container.path("Config").path("Image").asText()));
  }
}

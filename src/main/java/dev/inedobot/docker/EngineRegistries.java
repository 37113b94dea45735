package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.plan.RemoteImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Image registries as an engine sees them. */
final class EngineRegistries {
  private final EngineApi api;
  private final Ensure ensure;

  EngineRegistries(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  /** What a tag points at; empty if the registry knows no such tag. */
  Optional<RemoteImage> resolve(ImageReference tagged) {
    return ensure
        .answer(
            "ask the registry of %s for %s".formatted(tagged.repository(), tagged.tag()),
            () -> distribution(tagged))
        .map(answer -> read(tagged, answer));
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

  private static RemoteImage read(ImageReference tagged, JsonNode answer) {
    List<String> platforms = new ArrayList<>();
    for (JsonNode platform : answer.path("Platforms")) {
      String variant = platform.path("variant").asText();
      platforms.add(
          platform.path("os").asText()
              + "/"
              + platform.path("architecture").asText()
              + (variant.isEmpty() ? "" : "/" + variant));
    }
    return new RemoteImage(
        tagged, ImageDigest.parse(answer.path("Descriptor").path("digest").asText()), platforms);
  }

  /** Whether the engine does without a trusted certificate there. */
  boolean isInsecure(String registry) {
    return InsecureRegistries.contain(
        ensure.answer("ask the engine for its registries", () -> api.get("/info")), registry);
  }
}

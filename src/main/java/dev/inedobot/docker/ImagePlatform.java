package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.run.HostProblem;

/**
 * What a pulled image is made for. A registry may not tell that before, or tell it wrong; the
 * engine pulls and creates all the same, and only the start fails: after the old container was
 * stopped.
 */
final class ImagePlatform {
  private final EngineApi api;
  private final Ensure ensure;

  ImagePlatform(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  /** Throws {@link HostProblem} if the image says that it is for another platform. */
  void refuseAnother(String imageId, ImageReference image) {
    String made =
        ensure.answer(
            "look at the image " + image,
            () -> platform(api.get("/images/" + imageId + "/json"), "Architecture"));
    String own =
        ensure.answer(
            "ask the engine for its platform", () -> platform(api.get("/version"), "Arch"));
    if (!made.isEmpty() && !own.isEmpty() && !made.equals(own)) {
      throw HostProblem.refused(
          "%s is an image for %s, and the engine runs %s: choose a version that has one for it."
              .formatted(image, made, own));
    }
  }

  /** Such as {@code linux/amd64}; empty if it is not told. */
  private static String platform(JsonNode told, String architecture) {
    String os = told.path("Os").asText();
    String arch = told.path(architecture).asText();
    return os.isEmpty() || arch.isEmpty() ? "" : os + "/" + arch;
  }
}

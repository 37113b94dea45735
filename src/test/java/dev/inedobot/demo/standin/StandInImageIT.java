package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.BUILDMASTER;
import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the stand-ins' images bring by themselves. */
class StandInImageIT extends OnRealEngine {

  @Test
  void theImagesDefaultsAreTheReleasesOwn() {
    var older = of("24.0.5").start().inspect().getConfig();
    var newer = of("25.0.13").start().inspect().getConfig();

    assertThat(older.getEnv()).contains("STANDIN_IMAGE_NOTE=24.0.5");
    assertThat(newer.getEnv()).contains("STANDIN_IMAGE_NOTE=25.0.13");
    assertThat(older.getCmd()).containsExactly("/usr/local/proget/service/ProGet.Service", "run");
    assertThat(newer.getCmd()).containsExactly("/usr/local/proget/service/proget", "run");
    assertThat(older.getWorkingDir()).isEqualTo("/usr/local/proget/v24");
    assertThat(newer.getLabels()).containsEntry("org.opencontainers.image.version", "25.0.13");
    assertThat(newer.getExposedPorts())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("80/tcp", "443/tcp");
  }

  @Test
  void documentedDirectoriesAreThereAndAreNoVolumes() {
    StandInContainer proget = of("24.0.5").start().untilServing();
    StandInContainer buildmaster =
        engine.of(StandInTag.of(BUILDMASTER, "24.0.4")).start().untilServing();

    assertThat(proget.exec("test", "-d", "/var/proget/packages").code()).isZero();
    assertThat(buildmaster.exec("test", "-d", "/var/buildmaster/artifacts").code()).isZero();
    assertThat(proget.inspect().getConfig().getVolumes()).isNullOrEmpty();
  }

  @Test
  void floatingTagsAreTheNewestGoodRelease() {
    assertThat(imageOf("24")).isEqualTo(imageOf("24.0.5"));
    assertThat(imageOf("latest")).isEqualTo(imageOf("26.0.12"));
  }

  private String imageOf(String tag) {
    StandInTag pulled =
        StandInTags.good().stream()
            .filter(each -> each.product() == PROGET && each.name().equals(tag))
            .findFirst()
            .orElseThrow();
    engine.standIns.publish(List.of(pulled));
    return Objects.requireNonNull(
        engine.docker.inspectImageCmd(engine.pull(pulled)).exec().getId());
  }

  @Test
  void aRebuiltTagIsAnotherImage() {
    StandInTag tag = StandInTag.of(PROGET, "24.0.80");
    engine.standIns.publish(List.of(tag));
    String first = engine.docker.inspectImageCmd(engine.pull(tag)).exec().getId();
    engine.standIns.publishRebuilt(tag, "2");

    assertThat(engine.docker.inspectImageCmd(engine.pull(tag)).exec().getId()).isNotEqualTo(first);
  }

  @Test
  void ballastMakesAnImageLarger() {
    StandInTag tag = StandInTag.of(PROGET, "24.0.81");
    engine.standIns.publishWithBallast(List.of(tag), 5_000_000);

    assertThat(engine.docker.inspectImageCmd(engine.pull(tag)).exec().getSize())
        .isGreaterThan(5_000_000L);
  }

  @Test
  void everyTagIsPublished() throws IOException, InterruptedException {
    engine.standIns.publish(StandInTags.all());

    for (StandInTag tag : StandInTags.all()) {
      assertThat(tagsInTheRegistry(tag.product())).contains('"' + tag.name() + '"');
    }
  }

  /** The registry's own list, as JSON. */
  private String tagsInTheRegistry(StandInProduct product)
      throws IOException, InterruptedException {
    String[] place = engine.standIns.repository(product).split("/", 2);
    URI list = URI.create("http://" + place[0] + "/v2/" + place[1] + "/tags/list");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void removesTheImagesOfItsRegistryAndNoOthers() {
    StandInTag tag = StandInTag.of(PROGET, "24.0.5");
    engine.standIns.publish(List.of(tag));
    String ours = engine.pull(tag);
    engine.docker.tagImageCmd(ours, "standin-it-theirs", "1").exec();

    engine.standIns.removeImages(engine.docker);

    assertThat(imagesOf(ours)).isEmpty();
    assertThat(imagesOf("standin-it-theirs:1")).hasSize(1);
    engine.docker.removeImageCmd("standin-it-theirs:1").exec();
  }

  private List<Image> imagesOf(String reference) {
    return engine.docker.listImagesCmd().withReferenceFilter(reference).exec();
  }
}

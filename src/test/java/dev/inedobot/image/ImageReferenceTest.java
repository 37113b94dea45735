package dev.inedobot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageReferenceTest {
  private static final String HEX =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String PROGET = "proget.inedo.com/productimages/inedo/proget";

  @ParameterizedTest
  @CsvSource({
    "proget.inedo.com/productimages/inedo/proget:24.0.5, proget.inedo.com, productimages/inedo/proget, 24.0.5",
    "proget.inedo.com/productimages/inedo/proget, proget.inedo.com, productimages/inedo/proget,",
    "127.0.0.1:5000/inedo/otter:25, 127.0.0.1:5000, inedo/otter, 25",
    "localhost/inedo/otter:1, localhost, inedo/otter, 1",
    "localhost:5000/otter, localhost:5000, otter,",
    "[::1]:5000/inedo/otter:1, [::1]:5000, inedo/otter, 1",
    "inedo/proget:23.0.17-ci.4, docker.io, inedo/proget, 23.0.17-ci.4",
    "busybox, docker.io, library/busybox,",
    "a__b/c-d--e.f:_x, docker.io, a__b/c-d--e.f, _x",
  })
  void readsWhatDockerReads(String text, String registry, String path, String tag) {
    ImageReference reference = ImageReference.parse(text);
    assertThat(reference.registry()).isEqualTo(registry);
    assertThat(reference.path()).isEqualTo(path);
    assertThat(reference.tag()).isEqualTo(tag == null ? null : new Tag(tag));
    assertThat(reference.digest()).isNull();
    assertThat(reference).hasToString(text);
    assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
  }

  @ParameterizedTest
  @CsvSource({
    "docker.io/library/busybox:1, busybox:1",
    "docker.io/busybox, busybox",
    "docker.io/inedo/proget:5.3.10, inedo/proget:5.3.10",
  })
  void printsDockerHubWithoutItsName(String text, String printed) {
    assertThat(ImageReference.parse(text)).hasToString(printed);
    assertThat(ImageReference.parse(printed)).isEqualTo(ImageReference.parse(text));
  }

  @Test
  void readsDigests() {
    ImageReference both = ImageReference.parse(PROGET + ":24.0.5@sha256:" + HEX);
    assertThat(both.tag()).isEqualTo(new Tag("24.0.5"));
    assertThat(both.digest()).isEqualTo(new ImageDigest("sha256:" + HEX));
    assertThat(both).hasToString(PROGET + ":24.0.5@sha256:" + HEX);
    assertThat(both.withoutTag()).hasToString(PROGET);
    assertThat(both.withoutTag().withDigest(new ImageDigest("sha256:" + HEX)))
        .hasToString(PROGET + "@sha256:" + HEX);
    assertThat(ImageReference.parse(PROGET).withTag(new Tag("25"))).hasToString(PROGET + ":25");
    assertThat(both.repository()).isEqualTo(PROGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        "/",
        "a/",
        "/a",
        "a//b",
        "A",
        "inedo/ProGet",
        "a:",
        "a:-x",
        "a b",
        "a:b c",
        "a@",
        "a@sha256:12",
        "a@md5:0123",
        "-a",
        "a-",
        "a..b",
        "a___b",
        "http://a/b",
        "a/b:c:d",
        "a\n",
        "a;rm",
        "$(id)",
        "proget.inedo.com/",
        "registry:99999999/a"
      })
  void refusesWhatDockerRefuses(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("proget.inedo.com/productimages/inedo/proget:24.0.5");
  }

  @Test
  void refusesEndlessTextQuicklyAndShortly() {
    assertThatThrownBy(() -> ImageReference.parse("a/".repeat(100_000) + "!"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
    assertThatThrownBy(() -> ImageReference.parse("a-".repeat(250) + "!"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsATagWithinItsLength() {
    assertThat(Tag.isTag("a".repeat(128))).isTrue();
    assertThat(Tag.isTag("a".repeat(129))).isFalse();
    assertThat(new Tag("25.0.13")).hasToString("25.0.13");
    assertThat(Tag.parse("23.0.17-ci.4").value()).isEqualTo("23.0.17-ci.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "-a", "a b", "a/b", "a:b", "ä", "a\n"})
  void refusesWhatIsNoTag(String text) {
    assertThatThrownBy(() -> Tag.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "sha512:" + HEX, HEX, "sha256:" + HEX + "0", "sha256:xyz"})
  void refusesWhatIsNoDigest(String text) {
    assertThatThrownBy(() -> ImageDigest.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> ImageDigest.parse(("sha256:" + HEX).toUpperCase(java.util.Locale.ROOT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shortensADigestForPeople() {
    ImageDigest digest = ImageDigest.parse("sha256:" + HEX);
    assertThat(digest.shortForm()).isEqualTo("0123456789ab");
    assertThat(digest).hasToString("sha256:" + HEX);
  }
}

package dev.inedobot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandInTags;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.docker.DockerHost;
import dev.inedobot.docker.EngineAddress;
import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import dev.inedobot.registry.RegistryFront.Manner;
import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.TagLists;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import dev.inedobot.upgrade.run.TagLists.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tag lists, and the engine's own questions, against real registries. */
final class RegistryIT {
  private static final String REGISTRY = given("INEDOBOT_REGISTRY");
  private static final Path BUSYBOX = Path.of(given("INEDOBOT_BUSYBOX"));
  private static final String PATH = "/standin/inedo/proget";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<StandInTag> TAGS =
      StandInTags.good().stream().filter(tag -> tag.product() == StandInProduct.PROGET).toList();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private static String given(String variable) {
    return Objects.requireNonNull(
        System.getenv(variable), variable + ": run live tests by bin/test");
  }

  @BeforeAll
  static void publish() {
    new StandIns(REGISTRY, BUSYBOX).publish(TAGS);
  }

  private TagLists lists(int page) {
    return new OciTagLists(Duration.ofMinutes(5), new DockerLogins(directory), page, PATIENCE);
  }

  private static ImageReference at(String registry) {
    return ImageReference.parse(registry + PATH);
  }

  private List<Tag> list(String registry) throws RegistryProblem {
    return lists(500).tags(at(registry), Transport.INSECURE, Age.FRESH);
  }

  private DockerHost engine() {
    EngineAddress address = new EngineAddress(URI.create(given("DOCKER_HOST")), null, directory);
    return new DockerHost(address, pause -> {});
  }

  private void login(String registry, String login) throws IOException {
    String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        directory.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry, auth));
  }

  private static Tag[] all() {
    return TAGS.stream().map(tag -> Tag.parse(tag.name())).toArray(Tag[]::new);
  }

  @Test
  void readsAllPages() throws Exception {
    try (RegistryFront front = new RegistryFront(REGISTRY, Manner.PAGES)) {
      List<Tag> tags = lists(3).tags(at(front.address()), Transport.INSECURE, Age.FRESH);

      assertThat(tags).contains(all()).doesNotHaveDuplicates();
      assertThat(front.requests().stream().filter(r -> r.contains("n=3")).count())
          .isEqualTo((tags.size() + 2) / 3);
    }
  }

  @Test
  void endsWithARegistryThatRepeatsItself() throws Exception {
    try (RegistryFront front = new RegistryFront(REGISTRY, Manner.ENDLESS_PAGES)) {
      assertThat(lists(3).tags(at(front.address()), Transport.INSECURE, Age.FRESH)).hasSize(6);
    }
  }

  @Test
  void remembersAndAsksAnewWhenItIsTold() throws Exception {
    TagLists lists = lists(500);
    StandInTag late = StandInTag.of(StandInProduct.PROGET, "23.0.31");
    assertThat(lists.tags(at(REGISTRY), Transport.INSECURE, Age.REMEMBERED)).contains(all());

    new StandIns(REGISTRY, BUSYBOX).publish(List.of(late));

    assertThat(lists.tags(at(REGISTRY), Transport.INSECURE, Age.REMEMBERED))
        .doesNotContain(Tag.parse("23.0.31"));
    assertThat(lists.tags(at(REGISTRY), Transport.INSECURE, Age.FRESH))
        .contains(Tag.parse("23.0.31"));
    assertThat(lists.tags(at(REGISTRY), Transport.INSECURE, Age.REMEMBERED))
        .contains(Tag.parse("23.0.31"));
  }

  @Test
  void usesTheLoginOfDockersConfigForTheListAndForTheEngine() throws Exception {
    try (RegistryProcess open = new RegistryProcess(directory, false)) {
      new StandIns(open.address(), BUSYBOX).publish(TAGS);
    }
    try (RegistryProcess closed = new RegistryProcess(directory, true)) {
      ImageReference tagged = at(closed.address()).withTag(Tag.parse("24.0.5"));

      assertThatThrownBy(() -> list(closed.address()))
          .isInstanceOf(RegistryProblem.class)
          .hasMessageContaining("wants a login")
          .hasMessageContaining("docker login " + closed.address());
      assertThatThrownBy(() -> engine().resolve(tagged))
          .isInstanceOf(HostProblem.class)
          .hasMessageContaining("denies it")
          .hasMessageContaining("docker login " + closed.address());

      login(closed.address(), "alice:wrong-one");
      assertThatThrownBy(() -> list(closed.address()))
          .isInstanceOf(RegistryProblem.class)
          .hasMessageContaining("does not accept the login")
          .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("wrong-one"));
      assertThatThrownBy(() -> engine().resolve(tagged))
          .isInstanceOf(HostProblem.class)
          .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("wrong-one"));

      login(closed.address(), "alice:hunter2:colon");
      assertThat(list(closed.address())).containsExactlyInAnyOrder(all());
      assertThat(engine().resolve(tagged)).isPresent();
      assertThat(engine().resolve(tagged.withTag(Tag.parse("24.0.77")))).isEmpty();
    }
  }

  @Test
  void getsATokenForTheLogin() throws Exception {
    try (RegistryFront front = new RegistryFront(REGISTRY, Manner.TOKENS)) {
      assertThatThrownBy(() -> list(front.address())).isInstanceOf(RegistryProblem.class);

      login(front.address(), "alice:hunter2:colon");

      assertThat(list(front.address())).contains(all());
      assertThat(front.requests())
          .anyMatch(r -> r.startsWith("GET /token?") && r.contains("scope=repository:standin"));
      assertThat(engine().resolve(at(front.address()).withTag(Tag.parse("24.0.5")))).isPresent();
    }
  }

  @Test
  void doesNotFallBackToPlainHttpWhereTheEngineDoesNot() {
    assertThatThrownBy(() -> lists(500).tags(at(REGISTRY), Transport.TRUSTED, Age.FRESH))
        .isInstanceOf(RegistryProblem.class)
        .hasMessageContaining("can't be reached");
    assertThat(engine().isInsecure(REGISTRY)).isTrue();
    assertThat(engine().isInsecure("proget.inedo.com")).isFalse();
  }

  @Test
  void saysThatNothingListensThere() {
    assertThatThrownBy(() -> list("127.0.0.1:1"))
        .isInstanceOf(RegistryProblem.class)
        .hasMessageContaining("127.0.0.1:1 can't be reached from where the bot runs");
    assertThatThrownBy(() -> engine().resolve(at("127.0.0.1:1").withTag(Tag.parse("24.0.5"))))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("the engine can't reach the registry 127.0.0.1:1")
        .hasMessageContaining("refused");
  }

  @Test
  void saysThatItDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      TagLists lists =
          new OciTagLists(
              Duration.ofMinutes(5), new DockerLogins(directory), 500, Duration.ofMillis(700));
      assertThatThrownBy(
              () ->
                  lists.tags(
                      at("127.0.0.1:" + silent.getLocalPort()), Transport.INSECURE, Age.FRESH))
          .isInstanceOf(RegistryProblem.class)
          .hasMessageContaining("did not answer");
    }
  }

  @Test
  void saysThatThereIsNoSuchRepositoryAndThatItHasHadEnough() throws Exception {
    ImageReference nothing = ImageReference.parse(REGISTRY + "/standin/nothing/proget");
    assertThatThrownBy(() -> lists(500).tags(nothing, Transport.INSECURE, Age.FRESH))
        .isInstanceOf(RegistryProblem.class)
        .hasMessageContaining("no such repository");
    assertThat(engine().resolve(nothing.withTag(Tag.parse("24.0.5")))).isEmpty();

    try (RegistryFront front = new RegistryFront(REGISTRY, Manner.TOO_MANY)) {
      assertThatThrownBy(() -> list(front.address()))
          .isInstanceOf(RegistryProblem.class)
          .hasMessageContaining("no more requests");
      assertThatThrownBy(() -> engine().resolve(at(front.address()).withTag(Tag.parse("24.0.5"))))
          .isInstanceOf(HostProblem.class)
          .hasMessageContaining("no more requests");
    }
  }

  @Test
  void saysThatAnIdentityTokenIsForTheEngineOnly() throws Exception {
    Files.writeString(
        directory.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"identitytoken\":\"hunter2\"}}}".formatted(REGISTRY));

    assertThatThrownBy(() -> list(REGISTRY))
        .isInstanceOf(RegistryProblem.class)
        .hasMessageContaining("identity token")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
  }
}

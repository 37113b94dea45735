package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.plan.RunState;
import dev.inedobot.upgrade.run.HostProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the adapter does to one container and one image, on a real engine. */
class DockerHostIT {
  private static final String RELEASE = "24.0.5";

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @SuppressWarnings("NullAway.Init")
  private static DockerHost host;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
    host = engine.host();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  private static String created(String release) {
    return engine.create("", release, LiveEngine.json("{\"HostConfig\":{}}"));
  }

  private static String running(String release) {
    String id = created(release);
    host.start(id);
    return id;
  }

  private static RunState state(String id) {
    return host.find(id).orElseThrow().state();
  }

  @Test
  void findsAContainerByItsWholeIdOrNameOnly() {
    String id = created(RELEASE);

    assertThat(host.find(id)).hasValueSatisfying(it -> assertThat(it.name()).isEqualTo(name()));
    assertThat(host.find(name())).hasValueSatisfying(it -> assertThat(it.id()).isEqualTo(id));
    assertThat(host.find(id.substring(0, 12))).isEmpty();
    assertThat(host.find(name() + "-next")).isEmpty();
    assertThat(host.containers()).extracting(ContainerFacts::id).contains(id);
  }

  private static String name() {
    return engine.name;
  }

  @Test
  void tellsWhatTheEngineIs() {
    assertThat(host.engine().platform()).startsWith("linux/");
    assertThat(host.address()).isEqualTo("127.0.0.1");
  }

  @Test
  void pullsByDigestWithProgressAndTagsTheRelease() {
    StandInTag tag = StandInTag.of(StandInProduct.PROGET, "24.0.71");
    engine.standIns.publishWithBallast(List.of(tag), 30_000_000);
    ImageReference tagged = engine.reference("24.0.71");
    ImageDigest digest = host.resolve(tagged).orElseThrow().digest();
    ImageReference pinned = tagged.withoutTag().withDigest(digest);
    List<String> progress = new java.util.concurrent.CopyOnWriteArrayList<>();

    String id = host.pull(pinned, tagged, progress::add);

    assertThat(host.imageTags(id)).containsExactly(tagged.toString());
    assertThat(progress).isNotEmpty().allSatisfy(line -> assertThat(line).contains(" % of "));
    assertThat(host.pull(pinned, tagged, progress::add)).isEqualTo(id);
  }

  @Test
  void pullsWhatWasApprovedAfterTheTagWasMoved() {
    StandInTag tag = StandInTag.of(StandInProduct.PROGET, "24.0.72");
    engine.standIns.publish(List.of(tag));
    ImageReference tagged = engine.reference("24.0.72");
    ImageReference pinned =
        tagged.withoutTag().withDigest(host.resolve(tagged).orElseThrow().digest());
    engine.standIns.publishRebuilt(tag, "2");
    ImageReference moved =
        tagged.withoutTag().withDigest(host.resolve(tagged).orElseThrow().digest());
    String rebuilt = host.pull(moved, tagged, progress -> {});

    String approved = host.pull(pinned, tagged, progress -> {});

    assertThat(approved).isNotEqualTo(rebuilt);
    assertThat(host.imageTags(approved)).containsExactly(tagged.toString());
    assertThat(host.imageTags(rebuilt)).isEmpty();
  }

  @Test
  void knowsThatTheRegistryHasNoSuchTag() {
    engine.pulled(RELEASE);

    assertThat(host.resolve(engine.reference("24.0.999"))).isEmpty();
  }

  @Test
  void saysWhyAPullFailed() {
    engine.pulled(RELEASE);
    ImageReference tagged = engine.reference(RELEASE);
    ImageReference nothing =
        tagged.withoutTag().withDigest(ImageDigest.parse("sha256:" + "0".repeat(64)));

    assertThatThrownBy(() -> host.pull(nothing, tagged, progress -> {}))
        .isInstanceOf(HostProblem.class)
        .hasMessageStartingWith("Tried to pull " + nothing);
  }

  @Test
  void stopsStartsAndStopsAgain() {
    String id = running(RELEASE);
    // A process that has not set its trap yet does not hear TERM.
    await().until(() -> !host.logTail(id, 5).isEmpty());

    host.stop(id, Duration.ofSeconds(20));
    RunState stopped = state(id);
    host.stop(id, Duration.ofSeconds(20));
    host.start(id);
    host.start(id);

    assertThat(stopped.canTouchData()).isFalse();
    assertThat(stopped.exitCode()).isNotEqualTo(137);
    assertThat(state(id).serves()).isTrue();
  }

  @Test
  void killsWhatIgnoresTheStopAndTellsByTheExitCode() {
    String id = running("24.0.93");
    await().until(() -> !host.logTail(id, 5).isEmpty());

    host.stop(id, Duration.ofSeconds(1));

    assertThat(state(id).exitCode()).isEqualTo(137);
  }

  @Test
  void stopsWhatIsBetweenTwoRestarts() {
    String id =
        engine.create(
            "",
            "24.0.91",
            LiveEngine.json("{\"HostConfig\":{\"RestartPolicy\":{\"Name\":\"always\"}}}"));
    host.start(id);
    await().until(() -> state(id).restartCount() > 0);

    host.stop(id, Duration.ofSeconds(5));

    assertThat(state(id).canTouchData()).isFalse();
  }

  @Test
  void stoppingWhatIsGoneIsNoFailure() {
    String id = created(RELEASE);
    host.remove(id);

    host.stop(id, Duration.ofSeconds(1));

    assertThat(host.find(id)).isEmpty();
  }

  @Test
  void renamesOnceAndRefusesATakenName() {
    String id = created(RELEASE);
    String other = engine.create("-other", RELEASE, LiveEngine.json("{}"));

    host.rename(id, name() + "-old");
    host.rename(id, name() + "-old");

    assertThat(host.find(id).orElseThrow().name()).isEqualTo(name() + "-old");
    assertThatThrownBy(() -> host.rename(other, name() + "-old"))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("rename")
        .hasMessageContaining("already in use");
  }

  @Test
  void changesTheRestartPolicyAndBack() {
    String id = created(RELEASE);
    RestartPolicy own = new RestartPolicy("on-failure", 3);

    host.setRestartPolicy(id, own);
    assertThat(host.find(id).orElseThrow().life().restartPolicy()).isEqualTo(own);
    host.setRestartPolicy(id, RestartPolicy.NO);
    host.setRestartPolicy(id, RestartPolicy.NO);

    assertThat(host.find(id).orElseThrow().life().restartPolicy()).isEqualTo(RestartPolicy.NO);
  }

  @Test
  void removesNeitherNamedNorAnonymousVolumes() {
    String named = engine.volume("-database");
    String id =
        engine.create(
            "",
            RELEASE,
            LiveEngine.json(
                """
                {"Volumes":{"/srv/anonymous":{}},"HostConfig":{"Binds":["%s:/var/proget/database"]}}
                """
                    .formatted(named)));
    String anonymous = Mounted.volume(engine.inspect(id), "/srv/anonymous");

    host.remove(id);
    host.remove(id);

    assertThat(host.find(id)).isEmpty();
    assertThat(engine.hasVolume(named)).isTrue();
    assertThat(engine.hasVolume(anonymous)).isTrue();
    engine.api.delete("/volumes/" + anonymous);
  }

  @Test
  void refusesToRemoveWhatRuns() {
    String id = running(RELEASE);

    assertThatThrownBy(() -> host.remove(id))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("remove the container");
    assertThat(state(id).serves()).isTrue();
  }

  @Test
  void readsTheEndOfTheLog() {
    String id = running(RELEASE);
    await().until(() -> host.logTail(id, 50).lines().count() > 1);
    host.stop(id, Duration.ofSeconds(20));

    assertThat(host.logTail(id, 1).lines()).hasSize(1);
    assertThat(host.logTail(id, 50)).endsWith(host.logTail(id, 1));
  }

  @Test
  void tellsWhichPathsAreThereAndWereWritten() {
    String id = running(RELEASE);

    engine.shell(id, "echo package > /var/proget/packages/one");

    assertThat(host.hasPath(id, "/var/proget/packages")).isTrue();
    assertThat(host.hasPath(id, "/var/proget/nothing")).isFalse();
    assertThat(host.wasWritten(id, "/var/proget/packages")).isTrue();
    assertThat(host.wasWritten(id, "/usr/local")).isFalse();
  }

  @Test
  void saysWhatToDoWhenTheEngineIsGone() {
    DockerHost gone =
        LiveEngine.through(
            new EngineAddress(URI.create("unix:///nowhere/docker.sock"), null, null));

    assertThatThrownBy(gone::containers)
        .isInstanceOfSatisfying(
            HostProblem.class, problem -> assertThat(problem.isUnreachable()).isTrue())
        .hasMessageStartingWith("Tried to list the containers, but that failed: ")
        .hasMessageEndingWith(
            " Is the engine at unix:///nowhere/docker.sock running, and may the bot use it?");
  }
}

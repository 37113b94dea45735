package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.ContainerHost.Copy;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The only volumes that the bot removes are those that it made, on a real engine. */
final class VolumeCopiesIT {
  private static final String OLD = "24.0.5";
  private static final String PATH = "/var/proget/packages";
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final UpgradeId OTHER = new UpgradeId("zzzzzzzz");
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

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
    host.find(copier())
        .ifPresent(task -> engine.api.delete("/containers/" + task.id() + "?force=true&v=true"));
    if (engine.hasVolume(copy())) {
      engine.api.delete("/volumes/" + copy());
    }
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  private static String copier() {
    return engine.name + "-copy-data";
  }

  private static String copy() {
    return engine.name + "-copy-k7m2qxp4";
  }

  private static Copy wanted(String container, String volume, String script) {
    return new Copy(
        new Task(
            container,
            copier(),
            engine.pulled(OLD),
            List.of("/bin/sh", "-c", script),
            ID,
            "copy-data"),
        PATH,
        volume);
  }

  private static String product(String volume) {
    return engine.create(
        "",
        OLD,
        LiveEngine.json(
            """
            {"Env":["PROGET_ENCRYPTION_KEY=hunter22"],
             "HostConfig":{"Binds":["%s:%s"],"PortBindings":{"80/tcp":[{"HostPort":""}]}}}
            """
                .formatted(volume, PATH)));
  }

  private static int end(String id) {
    host.start(id);
    OptionalInt code = host.awaitEnd(id, LONG_ENOUGH, line -> {});
    return code.orElseThrow();
  }

  @Test
  void readsTheDirectoryAndHasNothingElse() {
    String packages = engine.volume("-packages");
    String product = product(packages);
    String id =
        host.createCopy(
            wanted(
                product,
                copy(),
                "echo x >%s/x; [ $? -ne 0 ] && [ -z \"$PROGET_ENCRYPTION_KEY\" ] && echo y >%s/y"
                    .formatted(Copy.SOURCE, Copy.TARGET)));
    assertThat(host.createCopy(wanted(product, copy(), "x"))).as("it is there").isEqualTo(id);
    assertThat(end(id)).isZero();
    assertThat(host.file(id, Copy.TARGET + "/y")).isPresent();
    assertThat(host.file(id, Copy.SOURCE + "/x")).isEmpty();
    host.discard(id);
    assertThat(engine.hasVolume(copy())).as("with the container goes no copy").isTrue();

    assertThatThrownBy(() -> host.removeCopy(copy(), OTHER))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("leave it alone");
    assertThat(engine.hasVolume(copy())).isTrue();
    host.removeCopy(copy(), ID);
    assertThat(engine.hasVolume(copy())).isFalse();
    host.removeCopy(copy(), ID);
    assertThat(engine.hasVolume(packages)).isTrue();
  }

  @Test
  void neitherUsesNorRemovesAVolumeThatIsNotItsOwn() {
    String packages = engine.volume("-packages");
    String foreign = engine.volume("-foreign");
    String product = product(packages);
    assertThatThrownBy(() -> host.createCopy(wanted(product, foreign, "true")))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("did not create it");
    assertThat(host.find(copier())).isEmpty();
    for (String volume : List.of(foreign, packages)) {
      assertThatThrownBy(() -> host.removeCopy(volume, ID)).isInstanceOf(HostProblem.class);
      assertThat(engine.hasVolume(volume)).isTrue();
    }
  }

  @Test
  void copiesNothingThatHasAMountWithin() {
    String product =
        engine.create(
            "",
            OLD,
            LiveEngine.json(
                """
                {"HostConfig":{"Binds":["%s:%s","%s:%s/feed1"]}}
                """
                    .formatted(engine.volume("-packages"), PATH, engine.volume("-foreign"), PATH)));
    assertThatThrownBy(() -> host.createCopy(wanted(product, copy(), "true")))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("a mount within");
    assertThat(engine.hasVolume(copy())).isFalse();
  }

  @Test
  void copiesOnlyWhatIsAMount() {
    String product = engine.create("", OLD, LiveEngine.json("{}"));
    assertThatThrownBy(() -> host.createCopy(wanted(product, copy(), "true")))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("no volume of its own");
    assertThat(engine.hasVolume(copy())).isFalse();
  }
}

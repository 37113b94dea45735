package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.chaos.EngineProxy;
import dev.inedobot.chaos.Fault;
import dev.inedobot.chaos.Faults;
import dev.inedobot.upgrade.run.ContainerHost.Execution;
import dev.inedobot.upgrade.run.FileFacts;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read in containers, on a real engine. */
class ContainerFilesIT {
  private static final String DIRECTORY = "/var/proget/packages/";

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @SuppressWarnings("NullAway.Init")
  private static DockerHost host;

  @SuppressWarnings("NullAway.Init")
  private static String container;

  /** One that was never started, on the same volume. */
  @SuppressWarnings("NullAway.Init")
  private static String still;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
    host = engine.host();
    String volume = engine.volume("-packages");
    container = created("", volume);
    still = created("-still", volume);
    host.start(container);
    said(
        """
        busybox dd if=/dev/urandom of=big bs=1048576 count=20
        printf 'PGDMP\\001\\016' > dump; true > empty
        ln -s dump link; ln -s nothing dangling; busybox mkdir directory; busybox mkfifo pipe
        printf 'Server=sql;Password=\\303\\274' > connection
        head -c 65536 /dev/zero > full; head -c 65537 /dev/zero > 'too large'
        """);
  }

  private static String created(String suffix, String volume) {
    return engine.create(
        suffix,
        "24.0.5",
        LiveEngine.json(
            """
            {"Cmd":["/bin/sleep","600"],
             "HostConfig":{"NetworkMode":"none","Binds":["%s:/var/proget/packages"]}}
            """
                .formatted(volume)));
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  /** What a script in the directory says. */
  private static List<String> said(String script) {
    List<String> lines = new ArrayList<>();
    Execution execution =
        new Execution(
            List.of("sh", "-ec", "cd " + DIRECTORY + "\n" + script),
            Map.of(),
            Duration.ofMinutes(5));
    assertThat(host.exec(container, execution, lines::add)).as(lines.toString()).isZero();
    return lines;
  }

  private static Optional<FileFacts> file(String name) {
    return host.file(container, DIRECTORY + name);
  }

  @Test
  void readsALargeFileAsItsContainerDoes() {
    String sum = said("sha256sum big").get(0).split(" ", 2)[0];

    assertThat(file("big"))
        .hasValueSatisfying(
            facts -> {
              assertThat(facts.size()).isEqualTo(20 << 20);
              assertThat(facts.sha256()).isEqualTo(sum);
              assertThat(facts.beginning()).hasSize(16);
            });
    assertThat(host.file(still, DIRECTORY + "big")).isEqualTo(file("big"));
  }

  @Test
  void tellsHowAFileBeginsAndWhenItWasWritten() {
    String seconds = said("stat -c %Y dump").get(0);

    assertThat(file("dump"))
        .hasValueSatisfying(
            facts -> {
              assertThat(facts.beginning()).isEqualTo("PGDMP\u0001\u000e");
              assertThat(facts.size()).isEqualTo(7);
              assertThat(Long.toString(facts.modifiedAt().getEpochSecond())).isEqualTo(seconds);
            });
  }

  @Test
  void anEmptyFileIsAFile() {
    assertThat(file("empty"))
        .hasValueSatisfying(
            facts -> {
              assertThat(facts.size()).isZero();
              assertThat(facts.beginning()).isEmpty();
            });
  }

  @Test
  void aLinkStandsForWhatItPointsAt() {
    assertThat(file("link")).isPresent().isEqualTo(file("dump"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "dangling", "directory", "pipe", ""})
  void whatIsNoFileIsNotThere(String name) {
    assertThat(file(name)).isEmpty();
    assertThat(host.smallFile(container, DIRECTORY + name)).isEmpty();
  }

  @Test
  void readsTheTextOfASmallFileOnly() {
    assertThat(host.smallFile(container, DIRECTORY + "connection"))
        .contains("Server=sql;Password=ü");
    assertThat(host.smallFile(still, DIRECTORY + "full"))
        .hasValueSatisfying(text -> assertThat(text).hasSize(65536));
    assertThatThrownBy(() -> host.smallFile(container, DIRECTORY + "too large"))
        .isInstanceOf(HostProblem.class)
        .hasMessageEndingWith("but it is too large for what it should be: 65537 bytes.");
  }

  @Test
  void refusesAFileThatIsWrittenTo() {
    engine.shell(
        container,
        "cd %s; touch on growing; while [ -e on ]; do echo more >> growing; done > /dev/null 2>&1 &"
            .formatted(DIRECTORY));
    try {
      assertThatThrownBy(() -> file("growing"))
          .isInstanceOf(HostProblem.class)
          .hasMessageEndingWith("but it changed meanwhile: something writes to it.");
    } finally {
      said("rm on");
    }
  }

  @Test
  void aContainerThatIsGoneHasNoAnswer() {
    assertThatThrownBy(() -> host.file("0".repeat(64), "/etc/passwd"))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("No such container");
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_500", "ANSWER_503", "DROP_BEFORE", "CUT_ANSWER", "HANG_BEFORE"})
  void readsAgainWhatBrokeOff(Fault fault) {
    AtomicInteger calls = new AtomicInteger();
    Faults first =
        new Faults() {
          @Override
          public @Nullable Fault of(String method, String path) {
            boolean reads = method.equals("GET") && path.contains("/archive");
            return reads && calls.getAndIncrement() < 2 ? fault : null;
          }
        };
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, first)) {
      DockerHost through = LiveEngine.through(proxy.address(), Duration.ofSeconds(2));

      assertThat(through.file(container, DIRECTORY + "big")).isPresent().isEqualTo(file("big"));
      assertThat(calls.get()).isGreaterThanOrEqualTo(3);
    }
  }
}

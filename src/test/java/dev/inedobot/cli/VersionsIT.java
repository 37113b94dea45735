package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Event;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandInTags;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.registry.RegistryFront;
import dev.inedobot.registry.RegistryFront.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask before they ask for an upgrade, and what is approved is what runs. */
@Tag("docker")
final class VersionsIT {
  private static final String TIMING = "stable-for: 1s, health-timeout: 60s";
  private static final String SECRET = "hunter2-planted";
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static RegistryFront front;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    StandInTag old = StandInTag.of(StandInProduct.PROGET, "24.0.4");
    front = new RegistryFront(Stage.given("INEDOBOT_REGISTRY"), Manner.NO_LISTS);
    stage = new Stage(directory);
    stage
        .publish(
            StandInTags.good().stream()
                .filter(tag -> tag.product() == StandInProduct.PROGET)
                .toList())
        .with(
            "proget",
            old,
            "PROGET_SQL_CONNECTION_STRING=Data Source=sql;User ID=sa;Password=" + SECRET + ";",
            "PROGET_ENCRYPTION_KEY=" + KEY,
            "MY_OWN=harmless")
        .with("chosen", old)
        .with("moved", StandInTag.of(StandInProduct.PROGET, "23.0.9"))
        .with("newest", StandInTag.of(StandInProduct.PROGET, "26.0.12"))
        .with(
            "unlisted", old, TIMING + ", image: \"" + repository(front.address()) + "\"", List.of())
        .with("adrift", old, TIMING + ", image: \"" + repository("127.0.0.1:1") + "\"", List.of())
        .start();
  }

  private static String repository(String registry) {
    return registry + "/" + stage.run + "/standin/inedo/proget";
  }

  @AfterAll
  static void strike() throws Exception {
    stage.close();
    front.close();
  }

  @Test
  void listsWhatIsNewerByMajor() {
    assertThat(stage.tells(stage.alice, "/inedo versions proget"))
        .containsSubsequence(
            "*proget* runs ProGet 2024.4",
            "*2026* (major release): 2026.12",
            "needs a database restore",
            "*2025* (major release): 2025.13, 2025.12",
            "without a database restore",
            "*2024* (maintenance): 2024.5",
            "pre-release is not shown")
        .doesNotContain("latest", "24.0.6", "2023.27");
    assertThat(stage.workspace.messages(stage.channel))
        .noneMatch(message -> message.text().contains("Newer in"));
  }

  @Test
  void saysThatNothingIsNewer() {
    assertThat(stage.tells(stage.alice, "/inedo versions newest")).contains("Nothing newer");
    assertThat(stage.tells(stage.alice, "/inedo upgrade newest")).contains("Nothing newer");
  }

  @Test
  void saysWhyTheRegistryDoesNotTell() {
    for (String line : List.of("/inedo versions adrift", "/inedo upgrade adrift")) {
      assertThat(stage.tells(stage.alice, line))
          .contains(
              "*adrift* runs ProGet 2024.4",
              "127.0.0.1:1 can't be reached",
              "/inedo upgrade adrift 2024.5");
    }
    assertThat(stage.tells(stage.alice, "/inedo upgrade adrift 2024.5"))
        .contains("can't reach the registry 127.0.0.1:1");
  }

  @Test
  void answersWrongQuestionsWithWhatToType() {
    assertThat(stage.tells(stage.alice, "/inedo versions progte")).contains("`proget`");
    assertThat(stage.tells(stage.alice, "/inedo plan progte 2024.5")).contains("`proget`");
    assertThat(stage.tells(stage.alice, "/inedo plan proget banana")).contains("banana");
    assertThat(stage.tells(stage.alice, "/inedo plan proget 24.0")).contains("full version");
    assertThat(stage.tells(stage.alice, "/inedo plan proget"))
        .contains("/inedo plan proget 2024.5");
    assertThat(stage.tells(stage.alice, "/inedo verison proget")).contains("/inedo versions");
    assertThat(stage.tells(stage.workspace.guest("gus"), "/inedo plan proget 2024.5"))
        .contains("full members");
  }

  @Test
  void aChosenVersionIsUpgradedToAsIfItHadBeenTyped() throws Exception {
    stage.tells(stage.alice, "/inedo upgrade chosen");
    List<Posted> shown = stage.workspace.messagesOnlyFor(stage.alice);
    Posted choice =
        shown.stream()
            .filter(message -> message.text().contains("*chosen*"))
            .filter(message -> !message.buttons().isEmpty())
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(choice.buttons())
        .extracting(Button::actionId, Button::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "upgrade.choose.maintenance", "2024.5 (maintenance)"),
            org.assertj.core.groups.Tuple.tuple("upgrade.choose.major", "2026.12 (major)"));

    stage.workspace.click(stage.alice, stage.channel, choice.ts(), "upgrade.choose.maintenance");

    Posted parent = awaitParent("Upgrade chosen");
    assertThat(parent.text()).contains("2024.4 → 2024.5", "<@" + stage.alice.id() + ">");
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    assertThat(stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2)).text())
        .endsWith("Succeeded");
    assertThat(stage.reported("chosen")).contains("24.0.5");
  }

  private static Posted awaitParent(String title) {
    return Awaitility.await("the message of " + title)
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                stage.workspace.messages(stage.channel).stream()
                    .filter(message -> message.text().contains(title))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void aPlanTellsEverythingButSecretsAndChangesNothing() throws Exception {
    Set<String> before = world();
    List<String> events = new CopyOnWriteArrayList<>();
    try (ResultCallback.Adapter<Event> watching = watch(events)) {
      assertThat(watching).isNotNull();
      stage.tells(stage.alice, "/inedo plan proget 2026.12");
      Awaitility.await("the commands")
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> everythingTold().contains("docker rm " + stage.container("proget") + "-old"));
    }

    assertThat(everythingTold())
        .containsSubsequence(
            "What an upgrade of proget would do: ProGet 2024.4 → 2026.12",
            "sha256:",
            "needs a database restore",
            "*Downtime*",
            "1. pull",
            "*Carried over*",
            "PROGET_ENCRYPTION_KEY",
            "*Inherited*")
        .containsSubsequence(
            "docker pull ",
            "docker create --name " + stage.container("proget") + "-next",
            "--env PROGET_ENCRYPTION_KEY",
            "--env MY_OWN=harmless",
            "docker stop -t 30 ",
            "docker update --restart no ",
            "docker rename ",
            "docker start ",
            "docker rm ")
        .doesNotContain(SECRET, KEY);
    assertThat(world()).isEqualTo(before);
    assertThat(events).isEmpty();
    assertThat(stage.workspace.messages(stage.channel))
        .noneMatch(message -> message.text().contains("proget: ProGet"));
    assertThat(stage.workspace.refusals()).noneMatch(refusal -> refusal.contains("blocks"));
  }

  /** All that alice alone sees, blocks included. */
  private static String everythingTold() {
    StringBuilder told = new StringBuilder();
    stage.workspace.messagesOnlyFor(stage.alice).forEach(m -> told.append(m.asText()).append('\n'));
    return told.toString();
  }

  /** This stage's containers with their state, and its images with their tags. */
  private static Set<String> world() {
    DockerClient docker = stage.engine.docker();
    Set<String> world = new TreeSet<>();
    docker
        .listContainersCmd()
        .withShowAll(true)
        .exec()
        .forEach(c -> world.add(c.getId() + Arrays.toString(c.getNames()) + c.getState()));
    docker
        .listImagesCmd()
        .withShowAll(true)
        .exec()
        .forEach(
            i ->
                Stream.ofNullable(i.getRepoTags())
                    .flatMap(Arrays::stream)
                    .forEach(tag -> world.add(i.getId() + tag)));
    world.removeIf(line -> !line.contains(stage.run));
    return world;
  }

  /**
   * What the engine says of this stage's product meanwhile, but for the image's own health check.
   */
  private static ResultCallback.Adapter<Event> watch(List<String> events) {
    String container = stage.container("proget");
    return stage
        .engine
        .docker()
        .eventsCmd()
        .exec(
            new ResultCallback.Adapter<>() {
              @Override
              public void onNext(Event event) {
                String what = event.getType() + " " + event.getAction();
                String name =
                    event.getActor() == null || event.getActor().getAttributes() == null
                        ? ""
                        : event.getActor().getAttributes().getOrDefault("name", "");
                boolean healthCheck = what.contains("exec_") || what.contains("health_status");
                if (!healthCheck && name.startsWith(container)) {
                  events.add(what + " " + name);
                }
              }
            });
  }

  @Test
  void theApprovedDigestRunsAlthoughTheTagWasMoved() throws Exception {
    StandInTag tag = StandInTag.of(StandInProduct.PROGET, "23.0.15");
    stage.publish(List.of(tag));
    Posted parent = stage.scene.ask("moved", "23.0.15", stage.alice);
    String approved = digest(parent.text());

    stage.standIns.publishRebuilt(tag, "2");
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));

    assertThat(end.text()).endsWith("Succeeded");
    InspectContainerResponse now = stage.engine.find(stage.container("moved")).orElseThrow();
    assertThat(
            stage
                .engine
                .docker()
                .inspectImageCmd(Objects.requireNonNull(now.getImageId()))
                .exec()
                .getRepoDigests())
        .anyMatch(reference -> reference.endsWith("@" + approved));
    assertThat(now.getConfig().getImage()).isEqualTo(stage.standIns.reference(tag));
    assertThat(stage.threadText(end))
        .contains(approved.substring("sha256:".length()).substring(0, 12));
    assertThat(stage.tells(stage.alice, "/inedo plan newest 23.0.15")).contains("older");
  }

  private static String digest(String text) {
    int at = text.indexOf("sha256:");
    return text.substring(at, at + "sha256:".length() + 64);
  }

  @Test
  void aFullVersionWorksWhereTagsCanNotBeListed() throws Exception {
    assertThat(stage.tells(stage.alice, "/inedo versions unlisted"))
        .contains("wants a login", "/inedo upgrade unlisted 2024.5");
    assertThat(stage.tells(stage.alice, "/inedo upgrade unlisted 2024.49"))
        .contains("2024.49 does not exist", "wants a login");

    Posted end = stage.scene.upgrade("unlisted", "2024.5", stage.alice, stage.bob);

    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.reported("unlisted")).contains("24.0.5");
    assertThat(front.requests()).anyMatch(request -> request.contains("/tags/list"));
  }
}

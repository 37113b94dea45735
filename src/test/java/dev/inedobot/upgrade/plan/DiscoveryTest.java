package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscoveryTest {
  private static final String ID = "c".repeat(64);

  private static ContainerFacts container(
      String name, String image, Map<String, String> labels, List<String> command) {
    ContainerFacts usual = Observations.container(ID, name, image);
    return new ContainerFacts(
        ID,
        name,
        usual.image(),
        usual.state(),
        usual.environment(),
        labels,
        command,
        usual.network(),
        usual.mountTargets(),
        usual.life(),
        usual.fingerprint());
  }

  private static List<Discovery.Found> find(ContainerFacts container, String own) {
    return Discovery.find(List.of(container), own);
  }

  @ParameterizedTest
  @CsvSource({
    "proget.inedo.com/productimages/inedo/proget:24.0.4, PROGET",
    "inedo/buildmaster, BUILDMASTER",
    "127.0.0.1:5000/mirror/inedo/otter:25, OTTER",
  })
  void findsInedosImages(String image, Product product) {
    assertThat(find(container("x", image, Map.of(), List.of()), ""))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.product()).isEqualTo(product);
              assertThat(found.notAnInstance()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "busybox",
        "sha256:cccc",
        "inedo/inedodb:17",
        "evilinedo/proget:1",
        "",
        "inedo/proget/x:1"
      })
  void leavesOthersAlone(String image) {
    assertThat(find(container("x", image, Map.of(), List.of()), "")).isEmpty();
  }

  @Test
  void saysWhyAContainerIsNoInstance() {
    String image = "inedo/proget:24.0.4";
    assertThat(why(container("proget-old", image, Map.of(), List.of()), "")).contains("upgrade");
    assertThat(why(container("proget-next", image, Map.of(), List.of()), "")).contains("upgrade");
    assertThat(why(container("x", image, Map.of(), List.of("/x/proget", "upgradedb")), ""))
        .contains("database");
    assertThat(why(container("x", image, Map.of("com.docker.swarm.task.id", "1"), List.of()), ""))
        .contains("Swarm");
    assertThat(why(container("x", image, Map.of("io.kubernetes.pod.name", "p"), List.of()), ""))
        .contains("Kubernetes");
    assertThat(why(container("x", image, Map.of(), List.of()), ID.substring(0, 12)))
        .contains("this bot");
  }

  @Test
  void tellsWhatHasATaskFromWhatTookOver() {
    String image = "inedo/proget:24.0.4";
    Map<String, String> task = Map.of(ContainerFacts.ROLE_LABEL, "restore");
    Map<String, String> took = Map.of(ContainerFacts.ROLE_LABEL, ContainerFacts.REPLACEMENT_ROLE);

    assertThat(why(container("x", image, task, List.of("/x/proget", "run")), "")).contains("task");
    assertThat(why(container("x", image, took, List.of("/x/proget", "run")), "")).isEmpty();
  }

  private static String why(ContainerFacts container, String own) {
    return find(container, own).get(0).notAnInstance().orElse("");
  }
}

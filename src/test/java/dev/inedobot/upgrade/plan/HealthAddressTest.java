package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.InstanceSettings.Timing;
import dev.inedobot.upgrade.plan.NetworkFacts.PublishedPort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HealthAddressTest {

  private static List<String> candidates(
      Product product, @Nullable URI configured, List<String> environment, NetworkFacts network) {
    InstanceSettings plain = Observations.settings(product);
    Timing timing =
        new Timing(
            null,
            Duration.ofMinutes(15),
            Duration.ofSeconds(10),
            configured,
            Timing.DATABASE_TIMEOUT);
    InstanceSettings settings =
        new InstanceSettings(
            plain.name(), product, plain.host(), plain.container(), null, plain.approval(), timing);
    ContainerFacts usual = Observations.healthy().container();
    ContainerFacts container =
        new ContainerFacts(
            usual.id(),
            usual.name(),
            usual.image(),
            usual.state(),
            Environment.parse(environment),
            usual.labels(),
            usual.command(),
            network,
            usual.mountTargets(),
            usual.life(),
            usual.fingerprint());
    return HealthAddress.candidates(settings, container, "192.0.2.7").stream()
        .map(address -> address.way().words() + " " + address.uri())
        .toList();
  }

  private static NetworkFacts published(int inside, String address, int port) {
    return new NetworkFacts(
        "bridge", List.of(new PublishedPort(inside, address, port)), Map.of("b", "172.17.0.2"));
  }

  @Test
  void asksThePublishedPortBeforeTheContainerItself() {
    assertThat(candidates(Product.PROGET, null, List.of(), published(80, "0.0.0.0", 8624)))
        .containsExactly(
            "published port http://192.0.2.7:8624/health",
            "container's address http://172.17.0.2:80/health",
            "container's address https://172.17.0.2:443/health");
  }

  @Test
  void asksOnlyWhereItWasToldTo() {
    URI told = URI.create("http://feeds.example/health");
    assertThat(candidates(Product.PROGET, told, List.of(), published(80, "", 8624)))
        .containsExactly("health-url http://feeds.example/health");
  }

  @Test
  void asksWhereTheHostListens() {
    assertThat(candidates(Product.PROGET, null, List.of(), published(80, "127.0.0.1", 8624)))
        .startsWith("published port http://127.0.0.1:8624/health");
    assertThat(candidates(Product.PROGET, null, List.of(), published(443, "::1", 8625)))
        .startsWith("published port https://[::1]:8625/health");
    assertThat(candidates(Product.PROGET, null, List.of(), published(80, "::", 8624)))
        .startsWith("published port http://192.0.2.7:8624/health");
  }

  @Test
  void followsThePortInsideThatTheProductWasGiven() {
    assertThat(
            candidates(
                Product.BUILDMASTER,
                null,
                List.of("ASPNETCORE_URLS=http://*:8080;https://+:8443/"),
                published(8080, "", 8622)))
        .containsExactly(
            "published port http://192.0.2.7:8622/health",
            "container's address http://172.17.0.2:8080/health",
            "container's address https://172.17.0.2:8443/health");
  }

  @Test
  void ignoresPortsOfSomethingElse() {
    assertThat(candidates(Product.PROGET, null, List.of(), published(5432, "", 15432)))
        .noneMatch(address -> address.contains("15432"));
  }

  @Test
  void asksTheHostOfAContainerOnItsNetwork() {
    NetworkFacts host = new NetworkFacts("host", List.of(), Map.of());
    assertThat(candidates(Product.OTTER, null, List.of("ASPNETCORE_URLS=http://*:8626"), host))
        .containsExactly("published port http://192.0.2.7:8626/");
  }

  @Test
  void asksTheNewOneByTheWayOfTheOldOne() {
    HealthAddress other =
        new HealthAddress(HealthAddress.Way.CONTAINER, URI.create("http://172.17.0.3:80/health"));
    HealthAddress moved =
        new HealthAddress(
            HealthAddress.Way.PUBLISHED_PORT, URI.create("http://127.0.0.1:49160/health"));
    assertThat(Observations.ADDRESS.sameWay(List.of(other, moved))).containsExactly(moved);
  }
}

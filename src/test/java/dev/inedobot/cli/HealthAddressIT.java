package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Ports;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds the product wherever it can be reached, and the new one by the same way as the old one. */
@Tag("docker")
final class HealthAddressIT {
  private static final StandInTag OLD = StandInTag.of(StandInProduct.PROGET, "24.0.4");
  private static final String QUICK = "stable-for: 1s, health-timeout: 60s";

  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static ByHand hand;

  private static int told;
  private static int closed;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    told = freePort();
    closed = freePort();
    stage =
        new Stage(directory)
            .with("other-port", OLD)
            .with("on-host", OLD)
            .with("unpublished", OLD)
            .with("told", OLD, QUICK + healthUrl(told), List.of())
            .with("misled", OLD, QUICK + healthUrl(closed), List.of())
            .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
            .start();
    hand = new ByHand(stage);
  }

  private static String healthUrl(int port) {
    return ", health-url: \"http://127.0.0.1:%d/health\"".formatted(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  /** Waits for the product at an address, apart from the bot. */
  private static void awaitAt(String address) {
    Awaitility.await("24.0.4 at " + address)
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () ->
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("24.0.4"));
  }

  private static void upgrades(String instance, String way) throws Exception {
    Posted plan = stage.scene.ask(instance, "2024.5", stage.alice);
    assertThat(plan.text()).contains(way);
    stage.scene.click(plan.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(plan.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(plan.ts(), Duration.ofMinutes(2));
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(hand.inspect(stage.container(instance)).getConfig().getImage())
        .endsWith("proget:24.0.5");
  }

  @Test
  void followsThePortInsideThatTheProductWasGiven() throws Exception {
    int port = freePort();
    hand.recreate(
        "other-port",
        command -> {
          hand.environment(command, "ASPNETCORE_URLS=http://*:8080");
          ByHand.publish(command, 8080, port);
        });
    awaitAt("http://127.0.0.1:%d/health".formatted(port));
    upgrades("other-port", "http://127.0.0.1:%d/health` (published port)".formatted(port));
  }

  @Test
  void asksTheHostOfAContainerOnItsNetwork() throws Exception {
    int port = freePort();
    hand.recreate(
        "on-host",
        command -> {
          hand.environment(command, "ASPNETCORE_URLS=http://*:" + port);
          command.getHostConfig().withNetworkMode("host").withPortBindings(new Ports());
        });
    awaitAt("http://127.0.0.1:%d/health".formatted(port));
    upgrades("on-host", ":%d/health".formatted(port));
  }

  @Test
  void asksTheContainerItselfWhereNothingIsPublished() throws Exception {
    hand.recreate("unpublished", command -> command.getHostConfig().withPortBindings(new Ports()));
    String address =
        hand.inspect(stage.container("unpublished"))
            .getNetworkSettings()
            .getNetworks()
            .values()
            .iterator()
            .next()
            .getIpAddress();
    awaitAt("http://%s:80/health".formatted(address));
    upgrades("unpublished", "http://%s:80/health` (container's address)".formatted(address));
  }

  @Test
  void asksWhereItWasToldTo() throws Exception {
    hand.recreate("told", command -> ByHand.publish(command, 80, told));
    awaitAt("http://127.0.0.1:%d/health".formatted(told));
    upgrades("told", "http://127.0.0.1:%d/health` (health-url)".formatted(told));
  }

  @Test
  void refusesWhereItWasToldWrongInsteadOfUndoingAGoodUpgradeLater() {
    assertThat(stage.tells(stage.alice, "/inedo upgrade misled 2024.5"))
        .contains("can't reach misled", "127.0.0.1:" + closed, "health-url");
    assertThat(stage.reported("misled")).contains("24.0.4");
  }
}

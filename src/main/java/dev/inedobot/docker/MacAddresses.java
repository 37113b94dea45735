package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a MAC address that was asked for from one that the engine gave. From Engine 25 on
 * inspecting shows both in the same place; {@code Config.MacAddress} then names what was asked for
 * on the container's main network, and nothing does for the others (moby, {@code
 * daemon/inspect.go}). There the form decides: up to Engine 27 the engine makes addresses of {@code
 * 02:42} and the IPv4 address; from 28 on they are random, but always locally administered (moby,
 * {@code netutils}).
 */
final class MacAddresses {
  private static final String MADE_UP = "02:42:";
  private static final int LOCALLY_ADMINISTERED = 2;

  private MacAddresses() {}

  /**
   * The address that was asked for on one of a container's networks. A locally administered one on
   * another than the main network of Engine 28 or newer can't be told from a random one, and is
   * taken for that.
   *
   * @param container the container as inspected
   * @param network the network's name
   */
  static Optional<String> given(JsonNode container, String network, ApiVersion api) {
    JsonNode endpoint = container.path("NetworkSettings").path("Networks").path(network);
    String shown = endpoint.path("MacAddress").asText();
    if (isMain(container, network)) {
      String configured = container.path("Config").path("MacAddress").asText();
      // Engine 25.0.0 to 25.0.3 shows the assigned one here as well.
      return Optional.of(configured).filter(mac -> !mac.isEmpty() && !isDerived(mac, endpoint));
    }
    return Optional.of(shown).filter(mac -> !mac.isEmpty() && !mayBeAssigned(mac, endpoint, api));
  }

  /** Whether the engine knows this network as the one that the container was created on. */
  private static boolean isMain(JsonNode container, String network) {
    String mode = container.path("HostConfig").path("NetworkMode").asText();
    return network.equals(mode) || (network.equals("bridge") && mode.equals("default"));
  }

  private static boolean mayBeAssigned(String mac, JsonNode endpoint, ApiVersion api) {
    int first = HexFormat.fromHexDigits(mac, 0, 2);
    if ((first & LOCALLY_ADMINISTERED) == 0) {
      return false;
    }
    if (api.assignsRandomMacAddresses()) {
      return true;
    }
    boolean withoutIpv4 = endpoint.path("IPAddress").asText().isEmpty();
    return isDerived(mac, endpoint) || (withoutIpv4 && mac.startsWith(MADE_UP));
  }

  private static boolean isDerived(String mac, JsonNode endpoint) {
    String[] bytes = endpoint.path("IPAddress").asText().split("\\.", -1);
    if (bytes.length != 4) {
      return false;
    }
    StringBuilder derived = new StringBuilder("02:42");
    for (String part : bytes) {
      derived.append(':').append(HexFormat.of().toHexDigits((byte) Integer.parseInt(part)));
    }
    return derived.toString().equals(mac.toLowerCase(Locale.ROOT));
  }
}

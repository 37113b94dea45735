package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which registries an engine speaks to without a trusted certificate or TLS: those that its
 * configuration names, and those whose address is in a network that it names; its own loopback is
 * one ({@code RegistryConfig} of {@code GET /info}; Docker docs, insecure registries).
 */
final class InsecureRegistries {
  private InsecureRegistries() {}

  /**
   * @param info the answer to {@code GET /info}
   * @param registry host and port
   */
  static boolean contain(JsonNode info, String registry) {
    JsonNode config = info.path("RegistryConfig");
    JsonNode named = config.path("IndexConfigs").path(registry);
    if (named.isObject()) {
      return !named.path("Secure").asBoolean(true);
    }
    List<String> networks =
        new ArrayList<>(ContainerJson.texts(config.path("InsecureRegistryCIDRs")));
    networks.addAll(List.of("127.0.0.0/8", "::1/128"));
    String host = registry.replaceFirst(":\\d+$", "");
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (networks.stream().anyMatch(network -> isIn(address, network))) {
          return true;
        }
      }
    } catch (UnknownHostException unknownHere) {
      // The engine may know it; not to trust it is the safe side.
    }
    return false;
  }

  private static boolean isIn(InetAddress address, String network) {
    String[] parts = network.split("/", 2);
    try {
      byte[] base = InetAddress.getByName(parts[0]).getAddress();
      byte[] bytes = address.getAddress();
      int shift = base.length * 8 - Integer.parseInt(parts[1]);
      return base.length == bytes.length
          && new BigInteger(1, base)
              .shiftRight(shift)
              .equals(new BigInteger(1, bytes).shiftRight(shift));
    } catch (UnknownHostException | NumberFormatException | ArrayIndexOutOfBoundsException odd) {
      return false;
    }
  }
}

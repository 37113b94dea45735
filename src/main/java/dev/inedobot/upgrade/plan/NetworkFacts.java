package dev.inedobot.upgrade.plan;

import java.util.List;
import java.util.Map;

/**
 * How a container can be reached.
 *
 * @param mode Docker's network mode, for example {@code bridge}, {@code host}, {@code inedo},
 *     {@code container:<id>}
 * @param published the ports that the host forwards
 * @param addresses the container's own address on each network, by the network's name; only while
 *     it runs
 */
public record NetworkFacts(
    String mode, List<PublishedPort> published, Map<String, String> addresses) {

  public NetworkFacts {
    published = List.copyOf(published);
    addresses = Map.copyOf(addresses);
  }

  /**
   * One forwarded port.
   *
   * @param inside the port in the container
   * @param hostAddress the address that the host listens on; empty for all of them
   * @param hostPort the port on the host
   */
  public record PublishedPort(int inside, String hostAddress, int hostPort) {}
}

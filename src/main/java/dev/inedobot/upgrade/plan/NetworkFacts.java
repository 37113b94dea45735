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
 * @param aliases by the network's name, what else than its own name it answers to there
 */
public record NetworkFacts(
    String mode,
    List<PublishedPort> published,
    Map<String, String> addresses,
    Map<String, List<String>> aliases) {

  /** Docker's own network, on which names are not looked up. */
  private static final String DEFAULT_BRIDGE = "bridge";

  public NetworkFacts {
    published = List.copyOf(published);
    addresses = Map.copyOf(addresses);
    aliases = Map.copyOf(aliases);
  }

  /** One without aliases. */
  public NetworkFacts(String mode, List<PublishedPort> published, Map<String, String> addresses) {
    this(mode, published, addresses, Map.of());
  }

  /**
   * Whether a container that runs on some of the same networks reaches this one by a name or an
   * address.
   *
   * @param host in lower case
   * @param name this container's own name
   * @param from where the other one is
   */
  boolean answersTo(String host, String name, NetworkFacts from) {
    return addresses.entrySet().stream()
        .filter(own -> from.addresses.containsKey(own.getKey()))
        .anyMatch(own -> own.getValue().equals(host) || isNamed(host, name, own.getKey()));
  }

  /** Whether it goes by a name on any of its networks, also while it does not run. */
  boolean goesBy(String host, String name) {
    return name.equalsIgnoreCase(host)
        || aliases.values().stream()
            .anyMatch(names -> names.stream().anyMatch(host::equalsIgnoreCase));
  }

  private boolean isNamed(String host, String name, String network) {
    return !network.equals(DEFAULT_BRIDGE)
        && (name.equalsIgnoreCase(host)
            || aliases.getOrDefault(network, List.of()).stream().anyMatch(host::equalsIgnoreCase));
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

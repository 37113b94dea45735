package dev.inedobot.upgrade.run;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The engines that the bot may drive, by the names that the configuration gives them. */
public final class Hosts {
  private final Map<String, ContainerHost> hosts;

  public Hosts(Map<String, ContainerHost> hosts) {
    this.hosts = new TreeMap<>(hosts);
  }

  public Set<String> names() {
    return hosts.keySet();
  }

  /** Throws {@link HostProblem} if the configuration has no host of that name any more. */
  public ContainerHost get(String name) {
    ContainerHost host = hosts.get(name);
    if (host == null) {
      throw HostProblem.refused(
          "There is no host called " + name + " in the configuration; it has " + names() + ".");
    }
    return host;
  }
}

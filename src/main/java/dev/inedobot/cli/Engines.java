package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.docker.EngineAddress;
import dev.inedobot.upgrade.plan.Turns;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.Hosts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engines of a configuration. */
final class Engines {
  private Engines() {}

  /**
   * The connections to them, which are not tried yet.
   *
   * @param dockerConfig where Docker's {@code config.json} is, or null for the usual place
   */
  static Hosts hosts(
      Config config, @Nullable Path dockerConfig, Function<EngineAddress, ContainerHost> engines) {
    Map<String, ContainerHost> hosts = new LinkedHashMap<>();
    config
        .hosts()
        .forEach(
            (name, host) ->
                hosts.put(
                    name,
                    engines.apply(new EngineAddress(host.docker(), host.tls(), dockerConfig))));
    return new Hosts(hosts);
  }

  static Turns.Limits limits(Config config) {
    Map<String, Integer> perHost = new HashMap<>();
    config
        .hosts()
        .forEach(
            (name, host) -> {
              if (host.parallel() > 0) {
                perHost.put(name, host.parallel());
              }
            });
    return new Turns.Limits(config.parallel(), perHost);
  }

  /** Where Docker's {@code config.json} is, or null for the usual place. */
  static @Nullable Path dockerConfig(Map<String, String> environment) {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "");
    return directory.isBlank() ? null : Path.of(directory);
  }
}

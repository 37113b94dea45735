package dev.inedobot.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code hosts} of the file, or the engine of the environment as the only one. */
final class HostsReader {
  static final String LOCAL = "local";

  private HostsReader() {}

  static Map<String, Config.Host> read(Section hosts, EnvironmentReader environment) {
    Map<String, Config.Host> read = new LinkedHashMap<>();
    hosts
        .sections()
        .forEach(
            (name, host) -> {
              host.allow("docker", "tls", "parallel");
              String address = host.text("docker");
              String tls = host.text("tls");
              if (address == null && !host.has("docker")) {
                host.problem("docker", "is missing; for example unix:///var/run/docker.sock");
              }
              URI uri = address == null ? EnvironmentReader.nowhere() : uri(address, host);
              int parallel = host.number("parallel", 1, ConfigReader.MOST_PARALLEL, 0);
              read.put(name, new Config.Host(uri, tls == null ? null : Path.of(tls), parallel));
            });
    if (read.isEmpty()) {
      read.put(LOCAL, environment.docker());
    }
    return read;
  }

  private static URI uri(String address, Section host) {
    if (isAddress(address)) {
      return URI.create(address);
    }
    host.problem("docker", wrong(address));
    return EnvironmentReader.nowhere();
  }

  static URI uri(String address, String where, List<String> problems) {
    if (isAddress(address)) {
      return URI.create(address);
    }
    problems.add(where + " " + wrong(address) + ".");
    return EnvironmentReader.nowhere();
  }

  private static boolean isAddress(String address) {
    return address.matches(
        "unix:///\\S+|tcp://[^\\s/:]+:\\d{1,5}/?|tcp://\\[[0-9a-fA-F:]+]:\\d{1,5}/?");
  }

  private static String wrong(String address) {
    return "“%s” is no engine's address; write unix:///var/run/docker.sock or tcp://host:2376"
        .formatted(address);
  }
}

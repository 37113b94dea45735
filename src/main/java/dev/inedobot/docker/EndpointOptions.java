package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.upgrade.plan.CarryOver.Connection;
import dev.inedobot.upgrade.plan.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says a network's endpoint settings in options. */
final class EndpointOptions {
  private static final Set<String> KNOWN =
      Set.of("IPAMConfig", "Aliases", "Links", "DriverOpts", "GwPriority", "MacAddress");

  private EndpointOptions() {}

  /** The network that a container is created on. */
  static void say(String network, JsonNode endpoint, CreateOptions options) {
    List<String> fields = new ArrayList<>(List.of("name=" + network));
    endpoint
        .path("DriverOpts")
        .properties()
        .forEach(
            option ->
                fields.add(
                    "driver-opt="
                        + option.getKey()
                        + "="
                        + shown(options, option.getKey(), option.getValue().asText())));
    if (!Emptiness.isEmpty(endpoint.path("GwPriority"))) {
      fields.add("gw-priority=" + endpoint.path("GwPriority").asText());
    }
    options.addShown("--network", fields.size() == 1 ? network : MountOption.csv(fields));
    addresses(endpoint, options);
    each(endpoint.path("Aliases"), "--network-alias", options);
    each(endpoint.path("Links"), "--link", options);
    value(endpoint.path("MacAddress"), "--mac-address", options);
    refuseUnknown(network, endpoint, options);
  }

  /** A network that it is connected to afterwards. */
  static Connection connection(
      String network, JsonNode endpoint, Secrecy secrecy, CreateOptions created) {
    CreateOptions options = new CreateOptions(secrecy);
    addresses(endpoint, options);
    each(endpoint.path("Aliases"), "--alias", options);
    each(endpoint.path("Links"), "--link", options);
    endpoint
        .path("DriverOpts")
        .properties()
        .forEach(
            option -> options.add("--driver-opt", option.getKey(), option.getValue().asText()));
    value(endpoint.path("GwPriority"), "--gw-priority", options);
    if (!Emptiness.isEmpty(endpoint.path("MacAddress"))) {
      created.cannotSay("Networks." + network + ".MacAddress");
    }
    refuseUnknown(network, endpoint, created);
    return new Connection(network, options.options());
  }

  private static void addresses(JsonNode endpoint, CreateOptions options) {
    JsonNode addresses = endpoint.path("IPAMConfig");
    value(addresses.path("IPv4Address"), "--ip", options);
    value(addresses.path("IPv6Address"), "--ip6", options);
    each(addresses.path("LinkLocalIPs"), "--link-local-ip", options);
  }

  private static void value(JsonNode value, String flag, CreateOptions options) {
    if (!Emptiness.isEmpty(value)) {
      options.add(flag, value.asText());
    }
  }

  private static void each(JsonNode values, String flag, CreateOptions options) {
    values.forEach(value -> options.add(flag, value.asText()));
  }

  private static String shown(CreateOptions options, String name, String value) {
    return options.hides(name, value) ? Secrecy.PLACEHOLDER : value;
  }

  private static void refuseUnknown(String network, JsonNode endpoint, CreateOptions options) {
    endpoint
        .properties()
        .forEach(
            member -> {
              if (!KNOWN.contains(member.getKey()) && !Emptiness.isEmpty(member.getValue())) {
                options.cannotSay("Networks." + network + "." + member.getKey());
              }
            });
  }
}

package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes of what a replacement would be a container for one task: on the same data and networks, but
 * unknown to everybody who looks for the other one, and over when its process ends.
 */
final class TaskBody {
  /** The other one's names and address, and what its terminal and input are. */
  private static final List<String> OTHERS =
      List.of(
          "Hostname", "Domainname", "MacAddress", "Tty", "OpenStdin", "StdinOnce", "AttachStdin");

  private static final List<String> OTHERS_ON_A_NETWORK =
      List.of("IPAMConfig", "Aliases", "MacAddress");

  private TaskBody() {}

  static CreateBody of(CreateBody replacement, Task task) {
    ObjectNode body = replacement.body().deepCopy();
    body.remove(OTHERS);
    process(body, task.command());
    // Compose, Swarm and updaters know what is theirs by its labels.
    body.putObject("Labels")
        .put(ContainerFacts.UPGRADE_LABEL, task.upgrade().value())
        .put(ContainerFacts.ROLE_LABEL, task.role());
    body.putObject("Healthcheck").putArray("Test").add("NONE");
    host(body.withObject("/HostConfig"));
    for (JsonNode endpoint : body.withObject("/NetworkingConfig/EndpointsConfig")) {
      ((ObjectNode) endpoint).remove(OTHERS_ON_A_NETWORK);
    }
    Map<String, ObjectNode> further = new TreeMap<>();
    replacement
        .further()
        .forEach(
            (network, endpoint) ->
                further.put(network, endpoint.deepCopy().remove(OTHERS_ON_A_NETWORK)));
    return new CreateBody(body, Map.copyOf(further));
  }

  /** An entrypoint of its own keeps the image's from being run, and the image's command away. */
  private static void process(ObjectNode body, List<String> command) {
    body.putArray("Entrypoint").add(command.get(0));
    ArrayNode arguments = body.putArray("Cmd");
    command.stream().skip(1).forEach(arguments::add);
  }

  private static void host(ObjectNode hostConfig) {
    hostConfig.remove("PortBindings");
    hostConfig.put("PublishAllPorts", false).put("AutoRemove", false);
    hostConfig.putObject("RestartPolicy").put("Name", "no");
  }
}

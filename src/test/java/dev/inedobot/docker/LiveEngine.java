package dev.inedobot.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The engine that bin/parts brought, used as a user would, with nothing left on it afterwards. */
final class LiveEngine implements AutoCloseable {
  private static final String MARK = "dev.inedobot.it";
  private static final Pauses SLEEP = duration -> Thread.sleep(duration.toMillis());

  final String dockerHost = given("DOCKER_HOST");
  final EngineApi api = new EngineApi(new EngineAddress(URI.create(dockerHost), null, null));

  /** Begins the name of everything that a test makes. */
  final String name = "it-" + UUID.randomUUID().toString().substring(0, 8);

  final StandIns standIns =
      new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX"))).in(name);

  private final List<String> networks = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final Set<String> volumes = new TreeSet<>();

  private static String given(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(variable + " is not set: run live tests by bin/test");
    }
    return value;
  }

  DockerHost host() {
    return through(api.address());
  }

  static DockerHost through(EngineAddress address) {
    return new DockerHost(address, SLEEP);
  }

  static DockerHost through(EngineAddress address, Duration longestAnswer) {
    return new DockerHost(address, SLEEP, longestAnswer);
  }

  ImageReference reference(String proget) {
    return ImageReference.parse(standIns.reference(StandInTag.of(StandInProduct.PROGET, proget)));
  }

  /** Published, and pulled by its digest as a run does it; returns the image's id. */
  String pulled(String proget) {
    standIns.publish(List.of(StandInTag.of(StandInProduct.PROGET, proget)));
    ContainerHost host = host();
    ImageReference tagged = reference(proget);
    ImageDigest digest = host.resolve(tagged).orElseThrow().digest();
    return host.pull(tagged.withoutTag().withDigest(digest), tagged, progress -> {});
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) EngineApi.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A container of a release, asked for in the engine's own words. */
  String create(String suffix, String proget, ObjectNode body) {
    pulled(proget);
    body.put("Image", reference(proget).toString());
    body.withObject("/Labels").put(MARK, name);
    return api.post("/containers/create?name=" + name + suffix, body, EngineApi.USUAL)
        .path("Id")
        .asText();
  }

  JsonNode inspect(String container) {
    return api.get("/containers/" + container + "/json");
  }

  /** A volume with a name. */
  String volume(String suffix) {
    String volume = name + suffix;
    api.post("/volumes/create", json("{\"Name\":\"" + volume + "\"}"), EngineApi.USUAL);
    volumes.add(volume);
    return volume;
  }

  boolean hasVolume(String volume) {
    return api.find("/volumes/" + volume).isPresent();
  }

  /** A network with these subnets. */
  String network(String suffix, String... subnets) {
    String network = name + suffix;
    ObjectNode body = json("{\"Name\":\"" + network + "\"}");
    ArrayNode ranges = body.putObject("IPAM").putArray("Config");
    for (String subnet : subnets) {
      ranges.addObject().put("Subnet", subnet);
      body.put("EnableIPv6", subnet.contains(":"));
    }
    api.post("/networks/create", body, EngineApi.USUAL);
    networks.add(network);
    return network;
  }

  /** Makes an image of a container's, with this configuration merged into it; returns its name. */
  String image(String suffix, String container, ObjectNode config) {
    String image = name + suffix;
    api.post(
        "/commit?container=%s&repo=%s&tag=1".formatted(container, image), config, EngineApi.USUAL);
    images.add(image + ":1");
    return image + ":1";
  }

  /** Runs a shell script in a running container and waits until it has ended. */
  void shell(String container, String script) {
    ObjectNode body = json("{\"AttachStdout\":true}");
    body.putArray("Cmd").add("sh").add("-c").add(script);
    String exec =
        api.post("/containers/" + container + "/exec", body, EngineApi.USUAL).path("Id").asText();
    api.post("/exec/" + exec + "/start", json("{\"Detach\":true}"), EngineApi.USUAL);
    org.awaitility.Awaitility.await("end of: " + script)
        .atMost(Duration.ofSeconds(10))
        .until(() -> !api.get("/exec/" + exec + "/json").path("Running").asBoolean());
  }

  /** Removes what the tests made. */
  void clear() {
    for (JsonNode container : api.get("/containers/json?all=true")) {
      if (container.path("Labels").path(MARK).asText().equals(name)) {
        for (JsonNode mount : container.path("Mounts")) {
          if (mount.path("Type").asText().equals("volume")) {
            volumes.add(mount.path("Name").asText());
          }
        }
        api.delete("/containers/" + container.path("Id").asText() + "?force=true&v=true");
      }
    }
    volumes.stream().filter(this::hasVolume).forEach(volume -> api.delete("/volumes/" + volume));
    volumes.clear();
    networks.forEach(network -> api.delete("/networks/" + network));
    networks.clear();
    images.stream()
        .filter(image -> api.find("/images/" + image + "/json").isPresent())
        .forEach(image -> api.delete("/images/" + image));
    images.clear();
  }

  @Override
  public void close() {
    clear();
    standIns.removeImages(api.typed(EngineApi.USUAL));
  }
}

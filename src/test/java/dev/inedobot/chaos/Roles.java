package dev.inedobot.chaos;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.inedobot.demo.DemoEngine;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What an id in a call stands for in a run. */
final class Roles {
  private final DemoEngine engine;
  private final String container;
  private final String oldImage;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  Roles(DemoEngine engine, String container, String oldId) {
    this.engine = engine;
    this.container = container;
    this.oldImage =
        Objects.requireNonNull(engine.find(oldId).orElseThrow().getImageId(), "an image's id");
    known.put(oldId, "{old}");
  }

  String of(String id) {
    if (id.startsWith("sha256:")) {
      return id.equals(oldImage) ? "{old image}" : "{new image}";
    }
    return known.computeIfAbsent(id, this::look);
  }

  private String look(String id) {
    return engine
        .find(id)
        .map(InspectContainerResponse::getName)
        .map(name -> name.substring(1))
        .filter(name -> name.startsWith(container))
        .map(ours -> "{" + TaskContainers.role(container, ours).orElse("next") + "}")
        .orElse("{other}");
  }
}

package dev.inedobot.bench;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandIns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.UUID;

/**
 * A ProGet stand-in that runs an old release, made by the seed's {@code docker run}; the new
 * release is in the registry and not on the engine. Everything of it has one name.
 */
final class OldProduct {
  static final String OLD = "24.0.4";
  static final String NEW = "24.0.5";
  static final String NEW_TYPED = "2024.5";

  final String name = "bench-" + UUID.randomUUID().toString().substring(0, 8);
  final int port = freePort();
  private final String old;
  private final String next;

  OldProduct(StandIns standIns, int newBytes) {
    StandInTag oldTag = StandInTag.of(StandInProduct.PROGET, OLD);
    StandInTag newTag = StandInTag.of(StandInProduct.PROGET, NEW);
    standIns.publish(java.util.List.of(oldTag));
    standIns.publishWithBallast(java.util.List.of(newTag), newBytes);
    old = standIns.reference(oldTag);
    next = standIns.reference(newTag);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What the scripts are told. */
  Map<String, String> variables() {
    return Map.of("NAME", name, "NETWORK", name, "NEW", next, "PUBLISH", publish());
  }

  private String publish() {
    return "127.0.0.1:%d:80".formatted(port);
  }

  /** Runs the old release on new volumes. */
  void run() throws IOException, InterruptedException {
    Shell.run("docker", "network", "create", name);
    Shell.run(
        "docker",
        "run",
        "-d",
        "-v",
        name + "-packages:/var/proget/packages",
        "-v",
        name + "-database:/var/proget/database",
        "-p",
        publish(),
        "--net=" + name,
        "--name=" + name,
        "--restart=unless-stopped",
        "-e",
        "SQL_CONNECTION_STRING=Data Source=inedo-sql; Initial Catalog=ProGet; User ID=sa; Password=not-a-real-one",
        old);
  }

  /** Removes all of it, the new image with its layers, too; what is not there is no error. */
  void remove() throws IOException, InterruptedException {
    Shell.script(
        """
        for name in "$NAME" "$NAME-old" "$NAME-next"; do docker rm -fv "$name" || true; done
        docker volume rm "$NAME-packages" "$NAME-database" || true
        docker network rm "$NETWORK" || true
        docker rmi -f "$(docker image inspect -f '{{.Id}}' "$NEW")" || true
        """,
        variables());
  }

  /** Removes the old image as well. */
  void removeImages() throws IOException, InterruptedException {
    Shell.script("docker rmi \"$OLD\" || true", Map.of("OLD", old));
  }
}

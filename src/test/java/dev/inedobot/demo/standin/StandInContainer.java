package dev.inedobot.demo.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A container made from a stand-in. */
record StandInContainer(DockerClient docker, String id) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** What the published port answers, or nothing when it doesn't. */
  Optional<HttpResponse<String>> tryGet(String path) {
    return port().flatMap(port -> tryGet(port, path));
  }

  private static Optional<HttpResponse<String>> tryGet(String port, String path) {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
      return Optional.of(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has the product write a row to its database. */
  StandInContainer write(String row) {
    URI address = URI.create("http://127.0.0.1:" + port().orElseThrow() + "/standin/rows/" + row);
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(address).PUT(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /** The rows that were written. */
  List<String> rows() {
    return get("/standin/rows").body().lines().toList();
  }

  /** What the page tells of the database: the installation and the schema. */
  String database() {
    return get("/").body().replaceAll("(?s).*(Installation [^<]*)\\..*", "$1");
  }

  HttpResponse<String> get(String path) {
    return tryGet(path).orElseThrow(() -> new AssertionError("No answer; log:\n" + log()));
  }

  /** Where port 80 is published, while the container runs. */
  Optional<String> port() {
    Ports.Binding[] bindings =
        inspect().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(80));
    return bindings == null || bindings.length == 0
        ? Optional.empty()
        : Optional.of(bindings[0].getHostPortSpec());
  }

  int status(String path) {
    return tryGet(path).map(HttpResponse::statusCode).orElse(0);
  }

  /** Waits until the path answers with this status. */
  StandInContainer untilStatus(int status, String path) {
    await("status " + status + " of " + path + "; see its log")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status(path) == status);
    return this;
  }

  /** Waits until the product's page is there. */
  StandInContainer untilServing() {
    return untilStatus(200, "/");
  }

  /** Waits until its log has this. */
  StandInContainer untilLogged(String text) {
    await("'" + text + "' in its log")
        .atMost(Duration.ofSeconds(20))
        .until(() -> log().contains(text));
    return this;
  }

  /** Waits until its health has this. */
  StandInContainer untilHealthSays(String text) {
    await("'" + text + "' in its health")
        .atMost(Duration.ofSeconds(20))
        .until(() -> tryGet("/health").map(answer -> answer.body().contains(text)).orElse(false));
    return this;
  }

  /** Waits until it has ended and returns its exit code. */
  long untilEnded() {
    await("end").atMost(Duration.ofSeconds(20)).until(() -> !running());
    return exitCode();
  }

  boolean running() {
    return Boolean.TRUE.equals(inspect().getState().getRunning());
  }

  long exitCode() {
    return Objects.requireNonNull(inspect().getState().getExitCodeLong());
  }

  InspectContainerResponse inspect() {
    return docker.inspectContainerCmd(id).exec();
  }

  /** Stops it by TERM, by KILL after so many seconds, and returns how long it took. */
  Duration stop(int seconds) {
    long start = System.nanoTime();
    docker.stopContainerCmd(id).withTimeout(seconds).exec();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void kill() {
    docker.killContainerCmd(id).exec();
  }

  void startAgain() {
    docker.startContainerCmd(id).exec();
  }

  String log() {
    Text text = new Text();
    var command = docker.logContainerCmd(id).withStdOut(true).withStdErr(true);
    text.of(command.exec(text));
    return text.toString();
  }

  /** A command in the running container. */
  Result exec(String... command) {
    String exec =
        docker
            .execCreateCmd(id)
            .withCmd(command)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    Text text = new Text();
    text.of(docker.execStartCmd(exec).exec(text));
    Long code = docker.inspectExecCmd(exec).exec().getExitCodeLong();
    return new Result(Objects.requireNonNull(code), text.toString());
  }

  /** What a shell in it prints, without the last line's end. */
  String shell(String script) {
    return exec("sh", "-c", script).output().strip();
  }

  record Result(long code, String output) {}

  private static final class Text extends ResultCallback.Adapter<Frame> {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onNext(Frame frame) {
      text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }

    void of(ResultCallback.Adapter<Frame> callback) {
      try {
        callback.awaitCompletion();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}

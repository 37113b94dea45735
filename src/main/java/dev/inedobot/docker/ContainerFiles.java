package dev.inedobot.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.inedobot.upgrade.run.FileFacts;
import dev.inedobot.upgrade.run.HostProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads single files of containers over the engine's archives, which needs no tool in the image and
 * works while the container is stopped as well.
 */
final class ContainerFiles {
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final int SMALL = 64 * 1024;

  private final EngineApi api;
  private final Ensure ensure;

  ContainerFiles(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  /** What is done with a file's content. */
  private interface Reading<T> {
    /** Reads it to its end. */
    T read(PathStat stat, InputStream content) throws IOException;
  }

  Optional<FileFacts> facts(String containerId, String path) {
    return read(
        containerId,
        path,
        Long.MAX_VALUE,
        (stat, content) -> {
          FileDigest digest = FileDigest.of(content);
          return new FileFacts(
              digest.size(), digest.sha256(), stat.modifiedAt(), digest.beginning());
        });
  }

  Optional<String> text(String containerId, String path) {
    return read(
        containerId,
        path,
        SMALL,
        (stat, content) -> new String(content.readAllBytes(), StandardCharsets.UTF_8));
  }

  private <T> Optional<T> read(String containerId, String path, long longest, Reading<T> reading) {
    String what =
        "read the file %s in the container %s"
            .formatted(path, ContainerJson.shortName(containerId));
    return ensure.answer(
        what,
        () -> {
          Optional<PathStat> found = stat(containerId, path);
          String target = found.filter(PathStat::isLink).map(PathStat::linkTarget).orElse(path);
          Optional<PathStat> file = target.equals(path) ? found : stat(containerId, target);
          if (file.filter(PathStat::isFile).isEmpty()) {
            return Optional.empty();
          }
          PathStat before = file.get();
          if (before.size() > longest) {
            throw HostProblem.refused(
                "Tried to %s, but it is too large for what it should be: %d bytes."
                    .formatted(what, before.size()));
          }
          Optional<T> content = content(containerId, target, before, reading);
          if (content.isEmpty() || !stat(containerId, target).equals(file)) {
            throw HostProblem.changing(
                "Tried to %s, but it changed meanwhile: something writes to it.".formatted(what));
          }
          return content;
        });
  }

  /** Empty if there is nothing; that the container is gone is another answer. */
  private Optional<PathStat> stat(String containerId, String path) {
    try (Response answer = api.open("HEAD", archive(containerId, path), null, EngineApi.USUAL)) {
      return Optional.of(PathStat.of(answer));
    } catch (EngineFailure failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
      api.get("/containers/" + containerId + "/json");
      return Optional.empty();
    }
  }

  /** Empty if it has another size by now. */
  private <T> Optional<T> content(
      String containerId, String path, PathStat stat, Reading<T> reading) {
    try (Response answer = api.open("GET", archive(containerId, path), null, SILENCE)) {
      SingleFile file = SingleFile.in(answer.getBody());
      return file.size() == stat.size()
          ? Optional.of(reading.read(stat, file.content()))
          : Optional.empty();
    } catch (IOException broken) {
      throw new EngineFailure("it broke off: " + broken.getMessage(), 0, broken);
    }
  }

  private static String archive(String containerId, String path) {
    return "/containers/" + containerId + "/archive?path=" + EngineApi.encoded(path);
  }
}

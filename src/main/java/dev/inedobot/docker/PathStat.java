package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an engine tells of a path in a container (Engine API, {@code X-Docker-Container-Path-Stat}).
 *
 * @param size in bytes
 * @param mode as Go writes it ({@code io/fs.FileMode})
 * @param modifiedAt when it was written to last
 * @param linkTarget for a symbolic link what is at its end, with all links on the way resolved;
 *     else empty
 */
record PathStat(long size, long mode, Instant modifiedAt, String linkTarget) {
  private static final String HEADER = "X-Docker-Container-Path-Stat";
  private static final long LINK = 1L << 27;

  /** Directory, link, device, pipe, socket, character device, anything else that is no file. */
  private static final long TYPES =
      (1L << 31) | LINK | (1L << 26) | (1L << 25) | (1L << 24) | (1L << 21) | (1L << 19);

  static PathStat of(Response answer) {
    return parse(answer.getHeader(HEADER));
  }

  static PathStat parse(@Nullable String header) {
    if (header == null) {
      throw new EngineFailure("the engine does not tell what the path is", 0, null);
    }
    try {
      JsonNode stat = EngineApi.JSON.readTree(Base64.getDecoder().decode(header));
      return new PathStat(
          stat.path("size").asLong(),
          stat.path("mode").asLong(),
          OffsetDateTime.parse(stat.path("mtime").asText()).toInstant(),
          stat.path("linkTarget").asText());
    } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
      throw new EngineFailure("the engine tells what the path is in no known form", 0, unreadable);
    }
  }

  boolean isFile() {
    return (mode & TYPES) == 0;
  }

  boolean isLink() {
    return (mode & LINK) != 0 && !linkTarget.isEmpty();
  }
}

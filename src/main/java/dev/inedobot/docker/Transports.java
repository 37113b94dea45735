package dev.inedobot.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * docker-java's transports to one engine, one for each limit of time: the limit is the transport's
 * and not the call's. On a Unix socket there is none. Safe for several threads.
 */
final class Transports {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Duration longest;
  private final DockerClientConfig config;
  private final Map<Duration, DockerHttpClient> transports = new ConcurrentHashMap<>();

  /**
   * @param longest no silence is borne for longer than this, whatever a call may take
   */
  Transports(EngineAddress address, Duration longest) {
    this.longest = longest;
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.uri().toString())
            .withDockerTlsVerify(address.tls() != null);
    if (address.tls() != null) {
      builder.withDockerCertPath(address.tls().toString());
    }
    if (address.dockerConfig() != null) {
      builder.withDockerConfig(address.dockerConfig().toString());
    }
    this.config = builder.build();
  }

  /** docker-java's typed client. */
  DockerClient typed(Duration silence) {
    return DockerClientImpl.getInstance(config, bearing(silence));
  }

  /** One whose calls fail when the engine says nothing for that long. */
  DockerHttpClient bearing(Duration silence) {
    return transports.computeIfAbsent(
        silence.compareTo(longest) < 0 ? silence : longest,
        limit ->
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(CONNECT)
                .responseTimeout(limit)
                .build());
  }
}

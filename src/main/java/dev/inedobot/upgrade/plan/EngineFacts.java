package dev.inedobot.upgrade.plan;

/**
 * The engine that an instance runs on.
 *
 * @param version for example {@code 20.10.24}
 * @param apiVersion the newest API that it speaks, for example {@code 1.41}
 * @param os for example {@code linux}
 * @param architecture in Go's words, for example {@code amd64}
 */
public record EngineFacts(String version, String apiVersion, String os, String architecture) {
  public String platform() {
    return os + "/" + architecture;
  }
}

package dev.inedobot.config;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.InstanceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, checked.
 *
 * @param slack how to speak with Slack
 * @param web where to listen
 * @param databaseUrl where the record is
 * @param approval who approves, where an instance says nothing else
 * @param hosts the engines, by name; at least one
 * @param instances those that the file names; empty to find them
 * @param parallel how many upgrades run at once, on all hosts together
 */
public record Config(
    Slack slack,
    Web web,
    String databaseUrl,
    ApprovalRule approval,
    Map<String, Host> hosts,
    List<InstanceSettings> instances,
    int parallel) {

  public Config {
    hosts = Map.copyOf(hosts);
    instances = List.copyOf(instances);
  }

  /**
   * How to speak with Slack.
   *
   * @param botToken the bot token, {@code xoxb-…}
   * @param signingSecret what Slack signs its requests with; never blank without an app token
   * @param appToken the app-level token, {@code xapp-…}, with which Socket Mode is chosen; empty
   *     for requests over HTTP
   * @param apiUrl ends with {@code /api/}
   * @param channels the ids of the channels to answer in; empty for all
   */
  public record Slack(
      Secret botToken,
      Secret signingSecret,
      Secret appToken,
      String apiUrl,
      List<String> channels) {
    public Slack {
      channels = List.copyOf(channels);
    }

    /** Whether the bot opens connections to Slack, instead of being sent requests. */
    public boolean isSocketMode() {
      return !appToken.reveal().isEmpty();
    }
  }

  /**
   * Where to listen.
   *
   * @param port 0 for any free one
   */
  public record Web(String bind, int port) {}

  /**
   * A container engine.
   *
   * @param docker {@code unix://…} or {@code tcp://…}
   * @param tls a directory with {@code ca.pem}, {@code cert.pem}, {@code key.pem}, or null for no
   *     TLS
   * @param parallel how many upgrades run on it at once; 0 for no limit of its own
   */
  public record Host(URI docker, @Nullable Path tls, int parallel) {
    /** An engine without a limit of its own. */
    public Host(URI docker, @Nullable Path tls) {
      this(docker, tls, 0);
    }
  }
}

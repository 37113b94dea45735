package dev.inedobot;

import java.util.Map;
import java.util.Set;

/** Who may import whom: packages by their name below {@code dev.inedobot}. */
final class ImportTable {
  /** Each package of ours, and which others of ours it may import. */
  static final Map<String, Set<String>> OURS =
      Map.ofEntries(
          Map.entry("image", Set.of()),
          Map.entry("product", Set.of()),
          Map.entry("upgrade", Set.of()),
          Map.entry("upgrade.plan", Set.of("image", "product", "upgrade")),
          Map.entry("upgrade.run", Set.of("image", "product", "upgrade", "upgrade.plan")),
          // An engine asks its registries with the same logins, and a health answer from within a
          // container is read as one from outside.
          Map.entry(
              "docker",
              Set.of(
                  "image",
                  "probe",
                  "product",
                  "registry",
                  "upgrade",
                  "upgrade.plan",
                  "upgrade.run")),
          Map.entry("registry", Set.of("image", "upgrade.run")),
          Map.entry("probe", Set.of("product", "upgrade.plan", "upgrade.run")),
          Map.entry("config", Set.of("image", "product", "upgrade", "upgrade.plan")),
          Map.entry("web", Set.of()),
          Map.entry("doctor", Set.of()),
          Map.entry("audit", Set.of()),
          Map.entry(
              "store",
              Set.of(
                  "audit",
                  "doctor",
                  "image",
                  "product",
                  "upgrade",
                  "upgrade.plan",
                  "upgrade.run",
                  "slack.announce")),
          Map.entry("slack.command", Set.of()),
          Map.entry("slack.door", Set.of()),
          Map.entry("slack.socket", Set.of()),
          // Help tells of the subcommands that there are.
          Map.entry(
              "slack.view",
              Set.of(
                  "doctor",
                  "image",
                  "product",
                  "upgrade",
                  "upgrade.plan",
                  "upgrade.run",
                  "slack.command")),
          Map.entry(
              "slack.announce", Set.of("upgrade", "upgrade.plan", "upgrade.run", "slack.view")),
          Map.entry(
              "slack",
              Set.of(
                  "doctor",
                  "image",
                  "product",
                  "upgrade",
                  "upgrade.plan",
                  "upgrade.run",
                  "slack.command",
                  "slack.view",
                  "slack.announce",
                  "slack.socket")),
          Map.entry("demo.standin", Set.of("product")),
          Map.entry("demo.workspace", Set.of()),
          Map.entry("demo", Set.of("docker", "image", "product", "demo.standin", "demo.workspace")),
          Map.entry(
              "cli",
              Set.of(
                  "audit",
                  "config",
                  "demo",
                  "demo.standin",
                  "demo.workspace",
                  "docker",
                  "doctor",
                  "image",
                  "probe",
                  "product",
                  "registry",
                  "slack",
                  "slack.announce",
                  "slack.command",
                  "slack.door",
                  "slack.socket",
                  "store",
                  "upgrade",
                  "upgrade.plan",
                  "upgrade.run",
                  "web")));

  /**
   * Each library, by the start of its classes' names, and which packages may use it. What stands in
   * no row is used by nobody.
   */
  static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("com.github.dockerjava.", Set.of("docker", "demo", "demo.standin", "cli")),
          Map.entry("com.slack.api.", Set.of("slack", "slack.view", "demo.workspace")),
          Map.entry("okhttp3.", Set.of("slack")),
          Map.entry("org.eclipse.jetty.", Set.of("web", "demo.workspace")),
          Map.entry("jakarta.servlet.", Set.of("web", "slack.door", "slack", "demo.workspace")),
          Map.entry("org.jdbi.", Set.of("store")),
          Map.entry("com.github.kagkarlsson.scheduler.", Set.of("store")),
          Map.entry("org.flywaydb.", Set.of("store")),
          Map.entry("org.sqlite.", Set.of("store")),
          Map.entry("java.sql.", Set.of("store")),
          Map.entry("javax.sql.", Set.of("store")),
          Map.entry("land.oras.", Set.of("registry")),
          // An engine hands files out in tar archives.
          Map.entry("org.apache.commons.compress.", Set.of("docker")),
          Map.entry("picocli.", Set.of("cli")),
          Map.entry(
              "com.fasterxml.jackson.",
              Set.of(
                  "audit",
                  "config",
                  "docker",
                  "probe",
                  "registry",
                  "slack.socket",
                  "store",
                  "demo",
                  "demo.standin",
                  "demo.workspace")),
          Map.entry(
              "com.github.benmanes.caffeine.",
              Set.of("registry", "slack", "slack.door", "slack.socket", "web")),
          Map.entry(
              "org.slf4j.",
              Set.of(
                  "cli",
                  "demo",
                  "demo.workspace",
                  "docker",
                  "probe",
                  "registry",
                  "slack",
                  "slack.announce",
                  "slack.door",
                  "slack.socket",
                  "store",
                  "upgrade.run",
                  "web")));

  private ImportTable() {}
}

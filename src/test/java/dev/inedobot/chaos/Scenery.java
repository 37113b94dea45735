package dev.inedobot.chaos;

import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoProduct;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one run has to itself: a product's names and images, the bot's configuration and record. */
final class Scenery {
  private static final String INSTANCE = "proget";

  final String name;
  final String container;
  final Path directory;
  private final Ground ground;
  private final Journey journey;
  private final StandIns standIns;

  /**
   * @param name tells this run from the others on the same ground
   */
  Scenery(Ground ground, Journey journey, String name) {
    this.ground = ground;
    this.journey = journey;
    this.name = name;
    this.container = name + "-" + INSTANCE;
    this.standIns = ground.standIns(journey).in(name);
    this.directory = ground.directory.resolve(name);
  }

  /** Makes the directory and the images; the product is still to be run. */
  DemoProduct publish() throws IOException {
    Files.createDirectories(recordDirectory());
    standIns.publish(List.of(Ground.tag(journey.to())));
    return new DemoProduct(
        INSTANCE, container, Ground.tag(journey.from()), 0, journey.environment());
  }

  DemoEngine engine() {
    return new DemoEngine(ground.dockerHost, standIns, name);
  }

  CallNames callNames(Roles roles) {
    return new CallNames(
        container, standIns.repository(Ground.tag(journey.from()).product()), roles::of);
  }

  /** What somebody types to begin. */
  String command() {
    return journey.ask().typed(INSTANCE, Journey.marketing(journey.to()));
  }

  Map<String, String> environment(LocalWorkspace workspace) {
    return environment(workspace, databaseUrl());
  }

  static Map<String, String> environment(LocalWorkspace workspace, String databaseUrl) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLACK_BOT_TOKEN", workspace.botToken());
    environment.put("SLACK_SIGNING_SECRET", workspace.signingSecret());
    environment.put("SLACK_API_URL", workspace.apiUrl());
    environment.put("INEDOBOT_BIND", "127.0.0.1");
    environment.put("INEDOBOT_PORT", "0");
    environment.put("INEDOBOT_DATABASE_URL", databaseUrl);
    return environment;
  }

  /** Where the record is, and nothing else. */
  Path recordDirectory() {
    return directory.resolve("record");
  }

  String databaseUrl() {
    return "jdbc:sqlite:" + recordDirectory().resolve("bot.db");
  }

  Path configuration(URI engine) throws IOException {
    return Files.writeString(
        directory.resolve("inedobot.yml"),
        "hosts:\n  local: { docker: \"%s\" }\ninstances:\n  %s: { product: proget, container: %s, %s }\n"
            .formatted(engine, INSTANCE, container, journey.timing()));
  }

  /** The newest upgrade's entries; the bot must be gone. */
  List<UpgradeEvent> record() {
    try (Database database = Database.open(databaseUrl())) {
      List<Upgrade> upgrades = database.journal().newest(null, 1);
      return upgrades.isEmpty() ? List.of() : database.journal().events(upgrades.get(0).id());
    }
  }
}

package dev.inedobot.store;

import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Journal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A record of many upgrades that succeeded long ago, each with its events and messages. */
public final class LongRecord {
  private static final UpgradeId PATTERN = new UpgradeId("aaaaaaaa");
  private static final int STILL_COMPARED = 50;
  private static final String NUMBERS =
      "WITH RECURSIVE number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < :upgrades) ";

  private LongRecord() {}

  /**
   * Makes the file, with upgrades of {@code instance-0}, {@code instance-1}, ….
   *
   * @param upgrades how many, a minute apart
   * @param instances of how many instances
   */
  public static void fill(String url, int upgrades, int instances) {
    try (Database database = Database.open(url)) {
      record(database.journal());
      Jdbi.create(Database.source(url))
          .useTransaction(handle -> repeat(handle, upgrades, instances));
      for (Upgrade upgrade : database.journal().newest(null, STILL_COMPARED)) {
        post(database, upgrade);
      }
    }
  }

  private static void record(Journal journal) {
    journal.open(
        JournalContract.upgrade(PATTERN.value(), "pattern"),
        JournalContract.PLAN,
        JournalContract.event(Kind.REQUESTED, ""));
    move(journal, UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED, Kind.BACKUP_ACKNOWLEDGED);
    move(journal, UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, Kind.APPROVED);
    move(journal, UpgradeState.QUEUED, UpgradeState.RUNNING, Kind.RUN_STARTED);
    for (Step step : JournalContract.PLAN.steps(false)) {
      for (Kind kind : new Kind[] {Kind.STEP_STARTED, Kind.STEP_PROGRESS, Kind.STEP_DONE}) {
        journal.add(
            PATTERN,
            UpgradeEvent.of(JournalContract.NOW, kind, step, "what came of it ".repeat(6)));
      }
    }
    journal.add(PATTERN, UpgradeEvent.of(JournalContract.NOW, Kind.GATE_PASSED, Actor.BOT, ""));
    move(journal, UpgradeState.RUNNING, UpgradeState.SUCCEEDED, Kind.FINISHED);
  }

  private static void move(Journal journal, UpgradeState from, UpgradeState to, Kind kind) {
    journal.move(PATTERN, from, to, JournalContract.event(kind, "because"));
  }

  /** By the database itself: one by one would take as long as that many upgrades' writing. */
  private static void repeat(Handle handle, int upgrades, int instances) {
    copy(
        handle,
        "INSERT INTO upgrade (id, instance, product, from_version, to_version, state, asker_id, asker_name,"
            + " requested_at, channel, plan, plan_hash) ",
        "SELECT printf('%08d', i), 'instance-' || (i % :instances), product, from_version, to_version, state,"
            + " asker_id, asker_name, requested_at + i * 60000, channel, plan, plan_hash"
            + " FROM number, upgrade WHERE id = 'aaaaaaaa'",
        upgrades,
        instances);
    copy(
        handle,
        "INSERT INTO upgrade_event (upgrade_id, seq, at, kind, actor_id, actor_name, step, text, from_state,"
            + " to_state) ",
        "SELECT printf('%08d', i), seq, at + i * 60000, kind, actor_id, actor_name, step, text, from_state,"
            + " to_state FROM number, upgrade_event WHERE upgrade_id = 'aaaaaaaa' AND :instances > 0",
        upgrades,
        instances);
    copy(
        handle,
        "INSERT INTO slack_message (upgrade_id, slot, channel, ts, content_hash) ",
        "SELECT printf('%08d', i), 'said:' || seq, 'C02OPS', '1.' || seq, 'x' FROM number, upgrade_event"
            + " WHERE upgrade_id = 'aaaaaaaa' AND seq <= 12 AND :instances > 0",
        upgrades,
        instances);
    handle.execute("DELETE FROM upgrade_event WHERE upgrade_id = 'aaaaaaaa'");
    handle.execute("DELETE FROM upgrade WHERE id = 'aaaaaaaa'");
  }

  private static void copy(Handle handle, String into, String select, int upgrades, int instances) {
    handle
        .createUpdate(NUMBERS + into + select)
        .bind("upgrades", upgrades)
        .bind("instances", instances)
        .execute();
  }

  /** As if Slack had all messages of it, so that a bot that starts finds nothing to make good. */
  private static void post(Database database, Upgrade upgrade) {
    Map<String, Message> messages =
        UpgradeMessages.of(
            upgrade,
            database.journal().plan(upgrade.id()),
            database.journal().events(upgrade.id()));
    int number = 0;
    for (Map.Entry<String, Message> message : messages.entrySet()) {
      database
          .messages()
          .record(
              upgrade.id(),
              message.getKey(),
              new MessageBook.Posted(
                  "C02OPS", "1." + ++number, hash(message.getValue().content())));
    }
  }

  private static String hash(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package dev.inedobot.store;

import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.announce.MessageLink;
import dev.inedobot.upgrade.UpgradeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The messages in Slack, in SQL. */
final class SqlMessageBook implements MessageBook {
  private final Jdbi jdbi;

  SqlMessageBook(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Map<String, Posted> posted(UpgradeId id) {
    try {
      return jdbi.withHandle(
          handle -> {
            Map<String, Posted> posted = new LinkedHashMap<>();
            handle
                .createQuery(
                    "SELECT slot, channel, ts, content_hash FROM slack_message"
                        + " WHERE upgrade_id = :id ORDER BY rowid")
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getString("slot"),
                            new Posted(
                                row.getString("channel"),
                                row.getString("ts"),
                                row.getString("content_hash"))))
                .forEach(entry -> posted.put(entry.getKey(), entry.getValue()));
            return posted;
          });
    } catch (JdbiException failure) {
      throw SqlFailure.of("read the messages of an upgrade", failure);
    }
  }

  @Override
  public void record(UpgradeId id, String slot, Posted message) {
    try {
      jdbi.useHandle(
          handle ->
              handle.execute(
                  "INSERT INTO slack_message (upgrade_id, slot, channel, ts, content_hash)"
                      + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (upgrade_id, slot) DO UPDATE SET"
                      + " channel = excluded.channel, ts = excluded.ts,"
                      + " content_hash = excluded.content_hash",
                  id.value(),
                  slot,
                  message.channel(),
                  message.ts(),
                  message.contentHash()));
    } catch (JdbiException failure) {
      throw SqlFailure.of("write down a message of an upgrade", failure);
    }
  }

  /** Writes nothing if it is there already, which can't fail for want of room. */
  @Override
  public void workspace(String teamId, String url) {
    try {
      jdbi.useHandle(
          handle -> {
            boolean known =
                handle
                    .createQuery(
                        "SELECT 1 FROM slack_workspace WHERE team_id = :team AND url = :url")
                    .bind("team", teamId)
                    .bind("url", url)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!known) {
              handle.execute(
                  "INSERT INTO slack_workspace (one, team_id, url) VALUES (1, ?, ?)"
                      + " ON CONFLICT (one) DO UPDATE SET"
                      + " team_id = excluded.team_id, url = excluded.url",
                  teamId,
                  url);
            }
          });
    } catch (JdbiException failure) {
      throw SqlFailure.of("write down which workspace it is", failure);
    }
  }

  @Override
  public Optional<Workspace> workspace() {
    try {
      return jdbi.withHandle(handle -> workspace(handle));
    } catch (JdbiException failure) {
      throw SqlFailure.of("read which workspace it is", failure);
    }
  }

  /** All columns, for a file that was not migrated yet has no team_id. */
  static Optional<Workspace> workspace(Handle handle) {
    return handle
        .createQuery("SELECT * FROM slack_workspace")
        .mapToMap()
        .findFirst()
        .map(row -> new Workspace(text(row.get("team_id")), text(row.get("url"))));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  @Override
  public Optional<String> link(UpgradeId id) {
    try {
      return jdbi.withHandle(handle -> link(handle, id.value()));
    } catch (JdbiException failure) {
      throw SqlFailure.of("find the message of an upgrade", failure);
    }
  }

  static Optional<String> link(Handle handle, String upgrade) {
    return handle
        .createQuery(
            "SELECT url, channel, ts FROM slack_workspace, slack_message"
                + " WHERE upgrade_id = :id AND slot = :slot")
        .bind("id", upgrade)
        .bind("slot", MessageBook.PARENT)
        .map(
            (row, context) ->
                MessageLink.of(row.getString("url"), row.getString("channel"), row.getString("ts")))
        .findFirst()
        .flatMap(link -> link);
  }
}

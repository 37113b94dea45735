package dev.inedobot.store;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.BeginAt;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The journal in SQL. */
final class SqlJournal implements Journal {
  /** In the words of the schema's rule, whose index serves only a query that says the same. */
  private static final String ACTIVE =
      Arrays.stream(UpgradeState.values())
          .filter(UpgradeState::isActive)
          .map(state -> "'" + state.name() + "'")
          .collect(Collectors.joining(", ", "state IN (", ")"));

  private final Jdbi jdbi;

  SqlJournal(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private interface Work<T> {
    T on(Handle handle);
  }

  private <T> T attempt(String what, Work<T> work) {
    try {
      return jdbi.inTransaction(work::on);
    } catch (JdbiException failure) {
      throw SqlFailure.of(what, failure);
    }
  }

  @Override
  public Optional<Upgrade> open(Upgrade upgrade, Plan plan, UpgradeEvent first) {
    String planJson = PlanJson.write(plan);
    try {
      jdbi.useTransaction(
          handle -> {
            insert(handle, upgrade, plan, planJson);
            append(handle, upgrade.id(), first, null, upgrade.state());
          });
      return Optional.empty();
    } catch (JdbiException failure) {
      if (SqlFailure.isUniqueViolation(failure)) {
        Optional<Upgrade> active = activeFor(upgrade.instance());
        if (active.isPresent()) {
          return active;
        }
      }
      throw SqlFailure.of("write a new upgrade", failure);
    }
  }

  private static void insert(Handle handle, Upgrade upgrade, Plan plan, String planJson) {
    BeginAt begin = upgrade.beginAt();
    handle.execute(
        "INSERT INTO upgrade (id, instance, product, from_version, to_version, state, asker_id,"
            + " asker_name, requested_at, channel, plan, plan_hash, begin_at, begin_zone)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        upgrade.id().value(),
        upgrade.instance(),
        upgrade.product(),
        upgrade.from(),
        upgrade.to(),
        upgrade.state().name(),
        upgrade.requestedBy().id(),
        upgrade.requestedBy().name(),
        upgrade.requestedAt().toEpochMilli(),
        upgrade.channel(),
        planJson,
        plan.hash(),
        begin == null ? null : begin.instant().toEpochMilli(),
        begin == null ? null : begin.zone().getId());
  }

  /**
   * @param from the state that the event moves the upgrade from; null for none
   * @param to the state that it moves it to; null if it moves nothing
   */
  private static void append(
      Handle handle,
      UpgradeId id,
      UpgradeEvent event,
      @Nullable UpgradeState from,
      @Nullable UpgradeState to) {
    Step step = event.step();
    handle.execute(
        "INSERT INTO upgrade_event (upgrade_id, seq, at, kind, actor_id, actor_name, step, text,"
            + " from_state, to_state)"
            + " SELECT ?, COALESCE(MAX(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM upgrade_event"
            + " WHERE upgrade_id = ?",
        id.value(),
        event.at().toEpochMilli(),
        event.kind().name(),
        event.actor().id(),
        event.actor().name(),
        step == null ? null : step.name(),
        event.text(),
        from == null ? null : from.name(),
        to == null ? null : to.name(),
        id.value());
    if (event.kind() == UpgradeEvent.Kind.OLD_KEPT || event.kind() == UpgradeEvent.Kind.OLD_GONE) {
      handle.execute(
          "UPDATE upgrade SET keeps_old = ? WHERE id = ?",
          event.kind() == UpgradeEvent.Kind.OLD_KEPT ? 1 : 0,
          id.value());
    }
  }

  @Override
  public Optional<Upgrade> find(UpgradeId id) {
    return attempt(
        "find an upgrade",
        handle ->
            handle
                .createQuery("SELECT * FROM upgrade WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> upgrade(row))
                .findOne());
  }

  @Override
  public Optional<Upgrade> activeFor(String instance) {
    return attempt(
        "find the active upgrade",
        handle ->
            handle
                .createQuery("SELECT * FROM upgrade WHERE instance = :instance AND " + ACTIVE)
                .bind("instance", instance)
                .map((row, context) -> upgrade(row))
                .findFirst());
  }

  @Override
  public List<Upgrade> in(Set<UpgradeState> states) {
    return attempt(
        "list upgrades",
        handle ->
            handle
                .createQuery(
                    // By +, the few in these states are sorted; else all upgrades would be read.
                    "SELECT * FROM upgrade WHERE state IN (<states>) ORDER BY +requested_at, rowid")
                .bindList("states", names(states))
                .map((row, context) -> upgrade(row))
                .list());
  }

  @Override
  public List<Upgrade> newest(@Nullable String instance, int skip, int limit) {
    String which = instance == null ? "" : " WHERE instance = :instance";
    return attempt(
        "list upgrades",
        handle -> {
          Query query =
              handle.createQuery(
                  "SELECT * FROM upgrade"
                      + which
                      + " ORDER BY requested_at DESC, rowid DESC LIMIT :limit OFFSET :skip");
          if (instance != null) {
            query.bind("instance", instance);
          }
          return query
              .bind("limit", limit)
              .bind("skip", skip)
              .map((row, context) -> upgrade(row))
              .list();
        });
  }

  @Override
  public List<Upgrade> keepingOld() {
    return attempt(
        "list kept containers",
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM upgrade WHERE keeps_old = 1 ORDER BY requested_at, rowid")
                .map((row, context) -> upgrade(row))
                .list());
  }

  @Override
  public Plan plan(UpgradeId id) {
    Optional<String> json =
        attempt(
            "read a plan",
            handle ->
                handle
                    .createQuery("SELECT plan FROM upgrade WHERE id = :id")
                    .bind("id", id.value())
                    .mapTo(String.class)
                    .findOne());
    return PlanJson.read(
        json.orElseThrow(
            () -> new JournalProblem("There is no upgrade " + id + " in the database.", null)));
  }

  @Override
  public List<UpgradeEvent> events(UpgradeId id) {
    return attempt(
        "read an upgrade's events",
        handle ->
            handle
                .createQuery("SELECT * FROM upgrade_event WHERE upgrade_id = :id ORDER BY seq")
                .bind("id", id.value())
                .map((row, context) -> event(row))
                .list());
  }

  @Override
  public void add(UpgradeId id, UpgradeEvent event) {
    attempt(
        "write an event",
        handle -> {
          append(handle, id, event, null, null);
          return true;
        });
  }

  @Override
  public boolean move(UpgradeId id, UpgradeState from, UpgradeState to, UpgradeEvent event) {
    if (!from.mayBecome(to)) {
      throw new IllegalArgumentException("An upgrade that is " + from + " can't become " + to);
    }
    return attempt(
        "move an upgrade on",
        handle -> {
          int moved =
              handle.execute(
                  "UPDATE upgrade SET state = ? WHERE id = ? AND state = ?",
                  to.name(),
                  id.value(),
                  from.name());
          if (moved == 0) {
            return false;
          }
          append(handle, id, event, from, to);
          return true;
        });
  }

  private static List<String> names(Set<UpgradeState> states) {
    return states.stream().map(UpgradeState::name).toList();
  }

  private static Upgrade upgrade(ResultSet row) throws SQLException {
    return new Upgrade(
        new UpgradeId(row.getString("id")),
        row.getString("instance"),
        row.getString("product"),
        row.getString("from_version"),
        row.getString("to_version"),
        UpgradeState.valueOf(row.getString("state")),
        new Actor(row.getString("asker_id"), row.getString("asker_name")),
        Instant.ofEpochMilli(row.getLong("requested_at")),
        row.getString("channel"),
        beginAt(row));
  }

  private static @Nullable BeginAt beginAt(ResultSet row) throws SQLException {
    String zone = row.getString("begin_zone");
    return zone == null
        ? null
        : new BeginAt(Instant.ofEpochMilli(row.getLong("begin_at")), ZoneId.of(zone));
  }

  private static UpgradeEvent event(ResultSet row) throws SQLException {
    String step = row.getString("step");
    return new UpgradeEvent(
        Instant.ofEpochMilli(row.getLong("at")),
        UpgradeEvent.Kind.valueOf(row.getString("kind")),
        new Actor(row.getString("actor_id"), row.getString("actor_name")),
        step == null ? null : Step.valueOf(step),
        row.getString("text"));
  }
}

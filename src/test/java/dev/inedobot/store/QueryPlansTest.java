package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Journal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that the bot asks of the record takes longer the more upgrades there were: SQLite finds
 * everything by an index, or reads the first few rows of one.
 */
final class QueryPlansTest {
  private final String url;
  private final Set<String> asked = new LinkedHashSet<>();

  QueryPlansTest(@TempDir Path directory) {
    url = "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  private Jdbi listened() {
    return Jdbi.create(Database.source(url))
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logBeforeExecution(StatementContext context) {
                asked.add(context.getParsedSql().getSql());
              }
            });
  }

  private void askEverything() {
    try (Database database = Database.open(url)) {
      database.check();
      Journal journal = new SqlJournal(listened());
      UpgradeId id = new UpgradeId("aaaaaaaa");
      journal.open(
          JournalContract.upgrade("aaaaaaaa", "proget"),
          JournalContract.PLAN,
          JournalContract.event(Kind.REQUESTED, ""));
      journal.find(id);
      journal.activeFor("proget");
      journal.in(Set.of(UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED));
      journal.in(Set.of(UpgradeState.RUNNING));
      journal.newest(null, 50);
      journal.newest("proget", 8, 9);
      journal.keepingOld();
      journal.plan(id);
      journal.events(id);
      journal.add(id, JournalContract.event(Kind.OLD_KEPT, ""));
      journal.move(
          id,
          UpgradeState.REQUESTED,
          UpgradeState.ACKNOWLEDGED,
          JournalContract.event(Kind.BACKUP_ACKNOWLEDGED, ""));
      MessageBook book = new SqlMessageBook(listened());
      book.workspace("T01LOCAL", "https://example.slack.com/");
      book.record(id, MessageBook.PARENT, new MessageBook.Posted("C02OPS", "1.2", "hash"));
      book.posted(id);
      book.link(id);
      journal.add(id, JournalContract.event(Kind.CREATED, "made by another"));
      new AuditTrail(listened()).read(Instant.EPOCH, entry -> {});
    }
  }

  private Map<String, List<String>> plans() throws SQLException {
    Map<String, List<String>> plans = new LinkedHashMap<>();
    try (Connection connection = Database.source(url).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : asked) {
        List<String> plan = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
          while (row.next()) {
            plan.add(row.getString("detail"));
          }
        }
        plans.put(sql, plan);
      }
    }
    return plans;
  }

  @Test
  void readNoWholeTable() throws SQLException {
    askEverything();
    assertThat(asked).hasSizeGreaterThan(18);
    plans().forEach((sql, plan) -> assertThat(plan).as(sql).allMatch(step -> isShort(sql, step)));
  }

  /** The workspace's table has one row, the index of kept containers one for each that is kept. */
  private static boolean isShort(String sql, String step) {
    boolean few = sql.contains("LIMIT") && step.contains("USING INDEX");
    return !step.startsWith("SCAN")
        || few
        || step.contains("slack_workspace")
        || step.contains("upgrade_keeping_old");
  }

  @Test
  void sortOnlyWhatIsUnderWayAndWhatBelongsToOneUpgrade() throws SQLException {
    askEverything();
    plans()
        .forEach(
            (sql, plan) -> {
              boolean sorts = plan.stream().anyMatch(step -> step.contains("TEMP B-TREE"));
              boolean few = sql.contains("state IN") || sql.contains("upgrade_id = ?");
              assertThat(sorts && !few).as(sql + plan).isFalse();
            });
  }

  @Test
  void findByTheIndexThatIsMeant() throws SQLException {
    askEverything();
    Map<String, List<String>> plans = plans();
    assertThat(plan(plans, "keeps_old = 1")).contains("upgrade_keeping_old");
    assertThat(plan(plans, "WHERE state IN")).contains("upgrade_by_state");
    assertThat(plan(plans, "instance = ? AND state")).contains("one_active_upgrade");
    assertThat(plan(plans, "instance = ? ORDER BY")).contains("upgrade_by_instance");
    assertThat(plan(plans, "FROM upgrade ORDER BY")).contains("upgrade_by_time");
    assertThat(plan(plans, "WHERE at >=")).contains("event_by_time");
    assertThat(plan(plans, "kind = 'CREATED'")).contains("event_of_creation");
  }

  private static String plan(Map<String, List<String>> plans, String part) {
    return plans.entrySet().stream()
        .filter(entry -> entry.getKey().contains(part))
        .map(entry -> String.join("\n", entry.getValue()))
        .findFirst()
        .orElse("nothing was asked with " + part);
  }
}

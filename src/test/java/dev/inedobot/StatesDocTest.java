package dev.inedobot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.UpgradeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The page about the states says what the table in the code says. */
final class StatesDocTest {
  private static final Path PAGE = Path.of("docs", "states.md");
  private static final Path WANTED = Path.of("target", "states.md");

  /** Why an upgrade moves from one state to another: a line for each transition of the table. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("REQUESTED ACKNOWLEDGED", "somebody said that a backup exists"),
          Map.entry("REQUESTED CANCELLED", "taken back, or its message could not be posted"),
          Map.entry("REQUESTED EXPIRED", "not approved in time"),
          Map.entry(
              "ACKNOWLEDGED QUEUED", "the last approval that is needed was given, or overridden"),
          Map.entry(
              "ACKNOWLEDGED SCHEDULED",
              "the last approval that is needed was given, for a time or outside the window"),
          Map.entry("ACKNOWLEDGED CANCELLED", "taken back"),
          Map.entry("ACKNOWLEDGED EXPIRED", "not approved in time"),
          Map.entry("SCHEDULED QUEUED", "its time has come, or was overridden"),
          Map.entry("SCHEDULED CANCELLED", "taken back"),
          Map.entry("QUEUED RUNNING", "its turn has come; nothing is touched before"),
          Map.entry("QUEUED CANCELLED", "taken back"),
          Map.entry("QUEUED EXPIRED", "its approvals had expired when its turn came"),
          Map.entry("QUEUED FAILED", "its host is not configured any more"),
          Map.entry("RUNNING SUCCEEDED", "the new version is healthy and is the one asked for"),
          Map.entry("RUNNING FAILED", "a step failed, and the old container never stopped"),
          Map.entry(
              "RUNNING ROLLED_BACK",
              "the new version did not prove itself; the old container runs again"),
          Map.entry("RUNNING NEEDS_ATTENTION", "going back needs a person, or the way back failed"),
          Map.entry(
              "NEEDS_ATTENTION RUNNING",
              "a person chose what to do, or one of the two became healthy after all"));

  private static String reason(UpgradeState from, UpgradeState to) {
    String key = from + " " + to;
    return Objects.requireNonNull(
        REASONS.get(key), "no reason is given in StatesDocTest for " + key);
  }

  static String page() {
    List<String> lines = new ArrayList<>();
    lines.add("# The states of an upgrade");
    lines.add("");
    lines.add(
        "What `UpgradeState` says; `StatesDocTest` fails when this page says something else, and writes what it");
    lines.add(
        "should say to `target/states.md`. The store moves an upgrade only along these, by compare-and-set, and keeps");
    lines.add(
        "each move's states with the event that caused it. `TransitionsIT` fails when there is one that no live test took.");
    lines.add("");
    lines.add("```mermaid");
    lines.add("stateDiagram-v2");
    for (UpgradeState state : UpgradeState.values()) {
      lines.add("    state \"%s\" as %s".formatted(state.words(), state));
    }
    lines.add("    [*] --> REQUESTED");
    for (UpgradeState from : UpgradeState.values()) {
      from.successors().forEach(to -> lines.add("    %s --> %s".formatted(from, to)));
      if (!from.isActive()) {
        lines.add("    %s --> [*]".formatted(from));
      }
    }
    lines.add("```");
    lines.add("");
    lines.add("| from | to | when |");
    lines.add("|---|---|---|");
    for (UpgradeState from : UpgradeState.values()) {
      from.successors()
          .forEach(to -> lines.add("| %s | %s | %s |".formatted(from, to, reason(from, to))));
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void saysWhatTheTableSays() throws IOException {
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, page());
    assertThat(PAGE).as("copy %s over it if the table is right", WANTED).hasContent(page());
  }

  @Test
  void givesAReasonForNothingElse() {
    assertThat(REASONS.keySet())
        .allMatch(
            key -> {
              String[] pair = key.split(" ");
              return UpgradeState.valueOf(pair[0]).mayBecome(UpgradeState.valueOf(pair[1]));
            });
  }
}

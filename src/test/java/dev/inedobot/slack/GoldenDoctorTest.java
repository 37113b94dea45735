package dev.inedobot.slack;

import dev.inedobot.doctor.BotTokenFacts;
import dev.inedobot.doctor.DatabaseFacts;
import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.MachineFindings;
import dev.inedobot.doctor.MountTable;
import dev.inedobot.doctor.Rounds;
import dev.inedobot.doctor.Rounds.Check;
import dev.inedobot.doctor.SlackFindings;
import dev.inedobot.slack.view.DoctorView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the doctor tells, of an installation that is sound and of one that is not. */
final class GoldenDoctorTest {
  private static final Path FILE = Path.of("/data/inedobot.db");
  private static final BotTokenFacts SOUND =
      token(null, SlackFindings.SCOPES, Duration.ofSeconds(1));

  private static BotTokenFacts token(@Nullable String error, Set<String> scopes, Duration ahead) {
    return new BotTokenFacts(
        null,
        error,
        "inedobot",
        "T01ACME",
        "https://example.slack.com/",
        false,
        Optional.of(scopes),
        Optional.of(ahead));
  }

  private static DatabaseFacts database(boolean writable, boolean ownerOnly, String version) {
    return new DatabaseFacts(
        FILE, true, writable, true, ownerOnly, Optional.of(version), "4", null);
  }

  @Test
  void sound() throws Exception {
    List<Finding> found = new ArrayList<>(MachineFindings.configuration(List.of()));
    found.addAll(SlackFindings.botToken(SOUND));
    found.add(SlackFindings.appToken(null, false));
    found.add(SlackFindings.connections(2, Duration.ofSeconds(4)));
    found.addAll(
        MachineFindings.database(
            database(true, true, "4"),
            true,
            Optional.of(new MountTable.Mount(Path.of("/data"), "ext4"))));
    found.add(MachineFindings.engine("local", "29.1.0", "1.52"));
    found.add(MachineFindings.updaters("local", List.of()));
    found.add(MachineFindings.disk("local", "/var/lib/docker", 20_000_000_000L, 900_000_000));
    found.add(MachineFindings.instances(List.of("proget", "otter-staging")));
    found.add(SlackFindings.channel("C02OPS", "ops", true, false, null, SOUND));
    found.add(
        MachineFindings.registry(
            "proget", "proget.inedo.com/productimages/inedo/proget", 412, null));
    try (Golden golden = new Golden()) {
      golden.text("in Slack", DoctorView.of(found));
      golden.text("in a terminal", lines(found));
      golden.isAsIn("doctor-sound");
    }
  }

  @Test
  void broken() throws Exception {
    List<Finding> found =
        new ArrayList<>(
            MachineFindings.configuration(
                List.of("`hosts` › `prod-2` › `docker`: must be an address such as …")));
    found.addAll(
        SlackFindings.botToken(
            token(null, Set.of("commands", "chat:write", "admin"), Duration.ofSeconds(-45))));
    found.addAll(SlackFindings.botToken(token("invalid_auth", Set.of(), Duration.ofMinutes(9))));
    found.addAll(SlackFindings.botToken(BotTokenFacts.unreachable("connect timed out")));
    found.add(SlackFindings.appToken("Slack could not be asked: connect timed out.", false));
    found.add(SlackFindings.signingSecret(""));
    found.add(SlackFindings.signingSecret("short"));
    found.add(SlackFindings.connections(0, null));
    found.add(SlackFindings.connections(1, Duration.ofSeconds(12)));
    found.addAll(
        MachineFindings.database(
            database(false, false, "3"),
            true,
            Optional.of(new MountTable.Mount(Path.of("/"), "overlay"))));
    found.addAll(
        MachineFindings.database(
            database(true, true, "3"),
            false,
            Optional.of(new MountTable.Mount(Path.of("/data"), "tmpfs"))));
    found.add(MachineFindings.databaseSilent("No answer came within 9 s."));
    found.add(MachineFindings.engineAway("prod-2", "No answer came within 9 s."));
    found.add(MachineFindings.updaters("local", List.of("Watchtower (watchtower)")));
    found.add(MachineFindings.disk("local", "/var/lib/docker", 40_000_000L, 900_000_000));
    found.add(MachineFindings.disk("local", "/var/lib/docker", 500_000_000L, 900_000_000));
    found.add(MachineFindings.disk("prod-2", "/var/lib/docker", null, 0));
    found.add(MachineFindings.instances(List.of()));
    found.add(SlackFindings.channel("C02OPS", "ops", false, false, null, SOUND));
    found.add(SlackFindings.channel("C03OLD", "old", true, true, null, SOUND));
    found.add(SlackFindings.channel("C04", "", null, false, "missing_scope", SOUND));
    found.add(SlackFindings.channel("C05", "", null, false, "channel_not_found", SOUND));
    found.add(SlackFindings.channel("C06", "", null, false, "internal_error", SOUND));
    found.add(
        MachineFindings.registry(
            "proget",
            "",
            0,
            "Tried to list the versions in proget.inedo.com/productimages/inedo/proget, but"
                + " proget.inedo.com did not answer within 30 s. See that it can be reached from"
                + " here."));
    found.addAll(
        Rounds.make(
            List.of(
                new Check(
                    "instances",
                    () -> {
                      throw new IllegalStateException("on purpose");
                    })),
            Duration.ofSeconds(60)));
    try (Golden golden = new Golden()) {
      golden.text("in Slack", DoctorView.of(found));
      golden.text("in a terminal", lines(found));
      golden.isAsIn("doctor-broken");
    }
  }

  private static String lines(List<Finding> found) {
    return String.join("\n", found.stream().map(Finding::line).toList());
  }
}

package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.config.ConfigReader.Examined;
import dev.inedobot.docker.DockerHost;
import dev.inedobot.doctor.Finding;
import dev.inedobot.registry.DockerLogins;
import dev.inedobot.registry.OciTagLists;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.Instances;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Looks at the installation and says what has to be done; changes nothing. */
@Command(
    name = "doctor",
    description =
        "Looks at tokens, engines, registries, database and configuration, and says what has to be done;"
            + " changes nothing. Status 1 if something is broken.")
final class DoctorCommand implements Callable<Integer> {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() {
    Path file = main == null ? null : main.config();
    return examine(System.getenv(), file, Path.of("").toAbsolutePath(), Path.of("/"), System.out);
  }

  /**
   * Returns the exit status: 0 if nothing is broken, else 1.
   *
   * @param machine the root of the file system that this process sees
   */
  static int examine(
      Map<String, String> environment,
      @Nullable Path file,
      Path workingDirectory,
      Path machine,
      PrintStream out) {
    Examined examined = ConfigReader.examine(environment, file, workingDirectory);
    Config config = examined.config();
    Path dockerConfig = Engines.dockerConfig(environment);
    Hosts hosts =
        Engines.hosts(
            config,
            dockerConfig,
            address ->
                new DockerHost(address, pause -> Thread.sleep(pause.toMillis()), LONGEST_ANSWER));
    Clock clock = Clock.systemUTC();
    Doctor doctor =
        new Doctor(
            config,
            examined.problems(),
            hosts,
            new Instances(config.instances(), hosts, config.approval(), ""),
            new OciTagLists(Duration.ofMinutes(1), new DockerLogins(dockerConfig)),
            clock,
            machine);
    List<Finding> findings = doctor.examine();
    findings.forEach(finding -> out.println(finding.line()));
    return findings.stream().anyMatch(Finding::isFailure) ? 1 : 0;
  }
}

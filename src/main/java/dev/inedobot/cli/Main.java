package dev.inedobot.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The process's entry: reads the arguments and runs the subcommand that they name. */
@Command(
    name = "inedobot",
    mixinStandardHelpOptions = true,
    versionProvider = Main.JarVersion.class,
    description =
        "A Slack bot that upgrades ProGet, BuildMaster and Otter running as Docker containers.",
    subcommands = {ServeCommand.class, AuditCommand.class, DoctorCommand.class, DemoCommand.class})
public final class Main implements java.util.concurrent.Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The configuration file (default: INEDOBOT_CONFIG, or inedobot.yml if it is there).")
  private @Nullable Path config;

  private Main() {}

  public static void main(String[] args) {
    // Without a locale, Java would print question marks for what is not ASCII.
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Nullable Path config() {
    return config;
  }

  /** Without a subcommand it serves. */
  @Override
  public Integer call() throws InterruptedException {
    return ServeCommand.serve(config);
  }

  /** The version that the build wrote into the jar. */
  static final class JarVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"inedobot " + (version == null ? "(not from a jar)" : version)};
    }
  }
}

package dev.inedobot.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be had of the record without Slack. */
@Command(
    name = "audit",
    description = "Reads the record; works beside a bot that runs.",
    subcommands = {AuditExportCommand.class})
final class AuditCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec == null ? new CommandLine(this) : spec.commandLine(), "Say what: audit export");
  }
}

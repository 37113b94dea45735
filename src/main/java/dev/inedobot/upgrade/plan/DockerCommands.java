package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.plan.CarryOver.Connection;
import dev.inedobot.upgrade.plan.CarryOver.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * The upgrade as commands for a POSIX shell, for somebody who wants to see or do it by hand. Secret
 * values do not stand in them: variables are read from the old container as the commands run.
 */
public final class DockerCommands {
  private final List<String> lines = new ArrayList<>();

  private DockerCommands() {}

  /**
   * The lines, none longer than {@link ShellWord#LONGEST_LINE}; a comment begins with {@code #}.
   */
  public static List<String> of(Plan plan, CarryOver carry) {
    DockerCommands commands = new DockerCommands();
    String name = plan.container();
    String next = Names.next(name);
    String old = Names.old(name);
    commands.comment("while " + name + " serves");
    commands.add("docker", "pull", plan.next().pinned().toString());
    commands.add("docker", "tag", plan.next().pinned().toString(), plan.next().image().toString());
    carry.secretVariables().forEach(variable -> commands.export(variable, name));
    commands.create(plan, carry);
    carry.connections().forEach(connection -> commands.connect(connection, next));
    commands.comment("from here on " + name + " is down");
    commands.add("docker", "stop", "-t", Long.toString(plan.old().grace().toSeconds()), name);
    commands.add("docker", "update", "--restart", "no", name);
    commands.add("docker", "rename", name, old);
    commands.add("docker", "rename", next, name);
    commands.add("docker", "start", name);
    commands.comment(
        "wait until it is healthy and says that it is " + plan.next().version().releaseForm());
    commands.add("curl", "-k", "-i", plan.before().address().uri().toString());
    commands.comment("only then, and never with -v");
    commands.add("docker", "rm", old);
    return List.copyOf(commands.lines);
  }

  private void create(Plan plan, CarryOver carry) {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of("docker", "create", "--name", Names.next(plan.container())));
    carry.options().forEach(option -> parts.add(words(option)));
    parts.add(List.of(plan.next().image().toString()));
    carry.arguments().forEach(argument -> parts.add(List.of(argument)));
    add(parts);
  }

  private void connect(Connection connection, String container) {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of("docker", "network", "connect"));
    connection.options().forEach(option -> parts.add(words(option)));
    parts.add(List.of(connection.network(), container));
    add(parts);
  }

  private static List<String> words(Option option) {
    String value = option.value();
    return value == null ? List.of(option.flag()) : List.of(option.flag(), value);
  }

  /** So that the value stands neither here nor in the list of processes. */
  private void export(String variable, String container) {
    lines.add(
        "export %s=\"$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' %s | sed -n 's/^%s=//p')\""
            .formatted(variable, ShellWord.quoted(container), variable));
  }

  private void comment(String text) {
    lines.add("# " + text.replaceAll("\\s+", " "));
  }

  private void add(String... words) {
    add(List.of(List.of(words)));
  }

  /** One command; each part begins a line if they do not fit on one. */
  private void add(List<List<String>> parts) {
    List<String> written = new ArrayList<>();
    for (List<String> part : parts) {
      written.add(String.join(" ", part.stream().map(ShellWord::quoted).toList()));
    }
    String whole = String.join(" ", written);
    if (whole.length() <= 110 && !whole.contains("\n")) {
      lines.add(whole);
      return;
    }
    String joined = String.join(" \\\n  ", written);
    lines.addAll(joined.lines().toList());
  }
}

package dev.inedobot.demo;

import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The person at the terminal: {@code /inedo …} lines are typed into the channel, and a button's
 * label or id clicks the newest one of that name.
 */
final class Visitor {
  static final String INVITATION =
      "Your turn: type /inedo help, /inedo status, /inedo upgrade proget 2025.13, or a button's name"
          + " such as Approve; Ctrl-C ends and cleans up.";

  private final LocalWorkspace workspace;
  private final Channel channel;
  private final Member self;
  private final PrintStream out;

  Visitor(LocalWorkspace workspace, Channel channel, Member self, PrintStream out) {
    this.workspace = workspace;
    this.channel = channel;
    this.self = self;
    this.out = out;
  }

  /** Reads lines until there are no more. */
  void readFrom(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String said = line.strip();
      if (!said.isEmpty()) {
        say(said);
      }
    }
  }

  private void say(String line) {
    if (line.startsWith("/")) {
      if (line.equals("/inedo") || line.startsWith("/inedo ")) {
        tell(workspace.type(self, channel, line));
      } else {
        out.println("There is one command here: /inedo");
      }
      return;
    }
    Optional<Posted> message =
        visible().stream()
            .filter(posted -> button(posted, line).isPresent())
            .reduce((first, second) -> second);
    if (message.isEmpty()) {
      TreeSet<String> labels = new TreeSet<>();
      visible().forEach(m -> m.buttons().forEach(b -> labels.add(b.text())));
      out.println(
          "There is no button called “%s”. %s"
              .formatted(
                  line,
                  labels.isEmpty()
                      ? "No message has buttons now; type /inedo help."
                      : "There are: " + String.join(", ", labels)));
      return;
    }
    String action = button(message.get(), line).map(Button::actionId).orElseThrow();
    tell(workspace.click(self, channel, message.get().ts(), action));
  }

  /** What stands in the channel for this person, oldest first. */
  private List<Posted> visible() {
    return Stream.concat(
            workspace.messages(channel).stream(), workspace.messagesOnlyFor(self).stream())
        .sorted(Comparator.comparing(Posted::ts))
        .toList();
  }

  private static Optional<Button> button(Posted message, String name) {
    List<Button> buttons = message.buttons();
    return buttons.stream()
        .filter(b -> b.text().equalsIgnoreCase(name) || b.actionId().equalsIgnoreCase(name))
        .findFirst();
  }

  private void tell(Delivery delivery) {
    if (!delivery.inTime()) {
      out.println("The bot did not take that in time (status %d).".formatted(delivery.status()));
    }
    workspace
        .modals()
        .of(self)
        .ifPresent(
            modal ->
                out.println(
                    "A form opened, “%s”: fill it in at %s, acting as %s."
                        .formatted(modal.title(), workspace.pageUrl(), self.name())));
  }
}

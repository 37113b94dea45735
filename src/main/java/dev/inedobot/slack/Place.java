package dev.inedobot.slack;

import java.util.List;
import java.util.Optional;

/** Where the bot answers: in the channels of the configuration, or everywhere if it names none. */
final class Place {
  private final List<String> channels;

  Place(List<String> channels) {
    this.channels = List.copyOf(channels);
  }

  static boolean isDirectMessage(String channelId) {
    return channelId.startsWith("D");
  }

  /** Why nothing is answered in this channel; empty if something is. */
  Optional<String> refuse(String channelId) {
    if (channels.isEmpty() || channels.contains(channelId) || isDirectMessage(channelId)) {
      return Optional.empty();
    }
    String known = String.join(", ", channels.stream().map(id -> "<#" + id + ">").toList());
    return Optional.of("I only answer in " + known + ".");
  }

  /** Why an upgrade can't be asked for here; empty if it can. */
  Optional<String> refuseRecord(String channelId) {
    if (isDirectMessage(channelId)) {
      return Optional.of(
          "Upgrades are asked for in a channel, where the others can see them: the channel's history"
              + " is the record. `/inedo status` and `/inedo help` work here.");
    }
    return refuse(channelId);
  }
}

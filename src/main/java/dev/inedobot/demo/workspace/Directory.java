package dev.inedobot.demo.workspace;

import dev.inedobot.demo.workspace.Member.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who and what there is: people, channels, user groups. Safe for several threads. */
final class Directory {
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, Channel> directs = new HashMap<>();
  private final Set<String> withBot = new HashSet<>();
  private final Map<String, List<Member>> groups = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Team team;

  Directory(Team team) {
    this.team = team;
    names.put(team.botUserId(), team.botName());
  }

  synchronized Member member(String name, Standing standing) {
    Member known = members.get(name);
    if (known == null) {
      String teamId = standing == Standing.STRANGER ? Tokens.id('T') : team.id();
      known = new Member(Tokens.id('U'), name, teamId, standing);
      members.put(name, known);
      names.put(known.id(), name);
    }
    if (known.standing() != standing) {
      throw new IllegalArgumentException(name + " is " + known.standing() + ", not " + standing);
    }
    return known;
  }

  /** In the order in which they came. */
  synchronized List<Member> members() {
    return List.copyOf(members.values());
  }

  /** Those for everybody, in the order in which they were made. */
  synchronized List<Channel> channels() {
    return List.copyOf(channels.values());
  }

  synchronized Optional<Member> memberWithId(String id) {
    return members.values().stream().filter(member -> member.id().equals(id)).findFirst();
  }

  synchronized Channel channel(String name, boolean bot) {
    Channel known = channels.get(name);
    if (known == null) {
      known = new Channel(Tokens.id('C'), name);
      channels.put(name, known);
      names.put(known.id(), name);
      if (bot) {
        withBot.add(known.id());
      }
    }
    if (withBot.contains(known.id()) != bot) {
      throw new IllegalArgumentException(
          "The bot is %s in #%s".formatted(bot ? "not" : "already", name));
    }
    return known;
  }

  synchronized Channel directMessage(Member with) {
    return directs.computeIfAbsent(
        with.id(),
        id -> {
          Channel direct = new Channel(Tokens.id('D'), with.name());
          withBot.add(direct.id());
          return direct;
        });
  }

  synchronized void invite(Channel channel) {
    withBot.add(channel.id());
  }

  /** The channel with this id, or the direct message with the person who has it. */
  synchronized Channel channelWithId(String id) throws Refused {
    Optional<Member> person = memberWithId(id);
    if (person.isPresent()) {
      return directMessage(person.get());
    }
    for (Map<String, Channel> some : List.of(channels, directs)) {
      for (Channel channel : some.values()) {
        if (channel.id().equals(id)) {
          return channel;
        }
      }
    }
    throw new Refused("channel_not_found", id.isEmpty() ? "no channel is named" : id);
  }

  synchronized boolean hasBot(Channel channel) {
    return withBot.contains(channel.id());
  }

  synchronized String group(String handle, List<Member> who) {
    String id = Tokens.id('S');
    groups.put(id, List.copyOf(who));
    names.put(id, handle);
    return id;
  }

  synchronized @Nullable List<Member> group(String id) {
    return groups.get(id);
  }

  /** What people call it, or the id itself if nothing has it. */
  synchronized String nameOf(String id) {
    return names.getOrDefault(id, id);
  }
}

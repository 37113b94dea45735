package dev.inedobot.demo.workspace;

import java.time.Duration;

/** What people do on the page, done in the workspace. */
final class Deeds implements PageServlet.Deeds {
  private static final int LIMITED = 3;
  private static final Duration COME_BACK = Duration.ofSeconds(3);

  private final LocalWorkspace workspace;
  private final Directory directory;
  private final Outage outage;
  private volatile boolean twice;

  Deeds(LocalWorkspace workspace, Directory directory, Outage outage) {
    this.workspace = workspace;
    this.directory = directory;
    this.outage = outage;
  }

  @Override
  public void type(Member who, String channelId, String line) {
    again(workspace.type(who, channel(channelId), line));
  }

  @Override
  public void click(Member who, String channelId, String ts, String actionId) {
    again(workspace.click(who, channel(channelId), ts, actionId));
  }

  private void again(Delivery delivery) {
    if (twice) {
      workspace.redeliver(delivery);
    }
  }

  private Channel channel(String id) {
    try {
      return directory.channelWithId(id);
    } catch (Refused unknown) {
      throw new IllegalArgumentException("There is no channel " + id, unknown);
    }
  }

  @Override
  public void fault(String fault, boolean on) {
    switch (fault) {
      case "down" -> outage.down(on);
      case "slow" -> outage.slow(on);
      case "twice" -> twice = on;
      case "limit" -> {
        outage.limit("chat.postMessage", LIMITED, COME_BACK);
        outage.limit("chat.update", LIMITED, COME_BACK);
      }
      default -> throw new IllegalArgumentException("There is no fault " + fault);
    }
  }
}

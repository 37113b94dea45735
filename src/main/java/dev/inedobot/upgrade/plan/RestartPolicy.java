package dev.inedobot.upgrade.plan;

/**
 * A container's restart policy.
 *
 * @param name {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param maximumRetryCount for {@code on-failure}: how often; 0 for without limit, and otherwise
 */
public record RestartPolicy(String name, int maximumRetryCount) {
  public static final RestartPolicy NO = new RestartPolicy("no", 0);

  /** Docker gives an empty name for a policy that was never set; it means {@code no}. */
  public RestartPolicy {
    if (name.isBlank()) {
      name = "no";
    }
  }

  /** Whether the engine starts the container again by itself when its process ends. */
  public boolean restarts() {
    return !name.equals("no");
  }

  @Override
  public String toString() {
    return maximumRetryCount > 0 ? name + ":" + maximumRetryCount : name;
  }
}

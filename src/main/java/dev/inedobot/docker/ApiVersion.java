package dev.inedobot.docker;

/** A version of the engine's API, such as 1.41, and everything here that depends on it. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  /** The oldest that this code is for: Engine 20.10's. */
  static final ApiVersion OLDEST = new ApiVersion(1, 41);

  /**
   * The newest that this code was written for; a newer engine is spoken to in this one. Above 1.51
   * an engine no longer tells the MAC address that was asked for from the one that it gave.
   */
  static final ApiVersion NEWEST = new ApiVersion(1, 48);

  static ApiVersion parse(String text) {
    String[] parts = text.split("\\.", 2);
    try {
      return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
      throw new EngineFailure("The engine names no API version but “" + text + "”", 0, unreadable);
    }
  }

  /**
   * The version that both sides speak.
   *
   * @param least the oldest that the engine speaks
   * @param most the newest that the engine speaks
   */
  static ApiVersion both(ApiVersion least, ApiVersion most) {
    if (most.compareTo(OLDEST) < 0) {
      throw new EngineFailure(
          "the engine speaks API %s at most, and %s is needed: bring it to Engine 20.10 or newer"
              .formatted(most, OLDEST),
          400,
          null);
    }
    if (least.compareTo(NEWEST) > 0) {
      throw new EngineFailure(
          "the engine speaks API %s at least, and this bot %s at most: install a newer bot"
              .formatted(least, NEWEST),
          400,
          null);
    }
    return most.compareTo(NEWEST) <= 0 ? most : NEWEST;
  }

  /**
   * Since 1.44 one create call takes several networks; before, the others are connected after it.
   */
  boolean createsOnSeveralNetworks() {
    return isAtLeast(44);
  }

  /** Since 1.44 a MAC address belongs to a network; before, to the container. */
  boolean takesMacAddressPerNetwork() {
    return isAtLeast(44);
  }

  /** Since 1.48, which came with Engine 28, assigned MAC addresses are random. */
  boolean assignsRandomMacAddresses() {
    return isAtLeast(48);
  }

  /**
   * Since 1.45 aliases are shown as they were given; before, the engine shows the container's short
   * id and its host name among them.
   */
  boolean showsAliasesAsGiven() {
    return isAtLeast(45);
  }

  private boolean isAtLeast(int minor) {
    return compareTo(new ApiVersion(1, minor)) >= 0;
  }

  @Override
  public int compareTo(ApiVersion other) {
    int byMajor = Integer.compare(major, other.major);
    return byMajor == 0 ? Integer.compare(minor, other.minor) : byMajor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}

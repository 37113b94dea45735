package dev.inedobot.docker;

/** A version of the engine's API, such as 1.41, and what depends on it. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

  static ApiVersion parse(String text) {
    String[] parts = text.split("\\.", 2);
    try {
      return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
      throw new EngineFailure("The engine names no API version but “" + text + "”", 0, unreadable);
    }
  }

  /**
   * Since 1.44 one create call takes several networks; before, the others are connected after it.
   */
  boolean createsOnSeveralNetworks() {
    return compareTo(new ApiVersion(1, 44)) >= 0;
  }

  ApiVersion atMost(ApiVersion limit) {
    return compareTo(limit) <= 0 ? this : limit;
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

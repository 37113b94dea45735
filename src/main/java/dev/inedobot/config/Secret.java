package dev.inedobot.config;

/** Something that must not be seen: it prints as {@code [redacted]}. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The thing itself, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}

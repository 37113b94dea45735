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

  /** Whether it can stand in a header of HTTP as a token does: printable ASCII, no space. */
  public boolean fitsHeader() {
    return value.matches("[!-~]+");
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}

package dev.inedobot.demo;

/** The demo can't be played here; the message says why and what to do. Nothing is left behind. */
public final class DemoRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public DemoRefused(String message) {
    super(message);
  }
}

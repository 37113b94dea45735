package dev.inedobot.cli;

/** The process's entry: reads the arguments and runs the subcommand that they name. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}

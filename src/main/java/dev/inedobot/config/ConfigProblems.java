package dev.inedobot.config;

import java.util.List;

/** Everything that is wrong with the configuration, at once. */
public final class ConfigProblems extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigProblems(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each says where it is, what is wrong, and what to write instead. */
  public List<String> problems() {
    return problems;
  }
}

package dev.inedobot.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that change something (POST, PUT and DELETE, the first is number 1) and lets
 * chosen ones fail. A call that the client repeats by itself counts again.
 */
public final class ChangingCalls implements Faults {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE");

  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> calls = new ArrayList<>();

  /** Lets the n-th one fail. */
  public ChangingCalls fail(int n, Fault fault) {
    faults.put(n, fault);
    return this;
  }

  /** Those so far, such as {@code POST /v1.41/containers/3b…/start}. */
  public List<String> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  @Override
  public @Nullable Fault of(String method, String path) {
    if (!CHANGING.contains(method)) {
      return null;
    }
    synchronized (calls) {
      calls.add(method + " " + path);
      return faults.get(calls.size());
    }
  }
}

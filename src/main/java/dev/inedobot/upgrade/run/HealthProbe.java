package dev.inedobot.upgrade.run;

import dev.inedobot.product.HealthAnswer;
import java.net.URI;
import java.util.Optional;

/** Asks an address over HTTP, without following redirects. */
public interface HealthProbe {
  /** What it answered, whatever the status; empty if no HTTP answer came. Never throws. */
  Optional<HealthAnswer> ask(URI address);
}

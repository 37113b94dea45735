package dev.inedobot.upgrade.run;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.HealthAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Asks a product for its health and reads the answer. ProGet 2026 answers {@code /health} with
 * plain text and keeps the details at {@code /health?format=json} (Inedo docs), so that is asked as
 * well when the first answer does not tell the version, or tells a problem in a text that could not
 * be compared with what another release says of the same.
 */
final class HealthAsk {
  private final HealthProbe probe;

  HealthAsk(HealthProbe probe) {
    this.probe = probe;
  }

  /** What the first of the addresses that answers at all says; empty if none answers. */
  Optional<Answered> first(Product product, List<HealthAddress> addresses) {
    for (HealthAddress address : addresses) {
      Optional<HealthReading> reading = ask(product, address.uri());
      if (reading.isPresent()) {
        return Optional.of(new Answered(address, reading.get()));
      }
    }
    return Optional.empty();
  }

  record Answered(HealthAddress address, HealthReading reading) {}

  private Optional<HealthReading> ask(Product product, URI uri) {
    Optional<HealthAnswer> answered = probe.ask(uri);
    Optional<HealthReading> plain = answered.map(answer -> HealthReading.read(product, answer));
    boolean detailsWanted =
        product == Product.PROGET
            && uri.getRawQuery() == null
            && plain.isPresent()
            && (plain.get().reported() == null
                || (plain.get().verdict() == HealthReading.Verdict.PROBLEM
                    && answered.get().fields().isEmpty()));
    if (!detailsWanted) {
      return plain;
    }
    Optional<HealthReading> detailed =
        probe
            .ask(URI.create(uri + "?format=json"))
            .map(answer -> HealthReading.read(product, answer))
            .filter(reading -> reading.reported() != null);
    return detailed.or(() -> plain);
  }
}

package dev.inedobot.upgrade.run;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.HealthAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

  /**
   * What the first of the addresses that answers at all says; empty if none answers.
   *
   * @param hidden what is secret to the product, which may print its connection string when its
   *     database does not answer; asked only where its words are taken
   */
  Optional<Answered> first(
      Product product, List<HealthAddress> addresses, Supplier<Hidden> hidden) {
    for (HealthAddress address : addresses) {
      Optional<HealthReading> reading = ask(product, address.uri(), hidden);
      if (reading.isPresent()) {
        return Optional.of(new Answered(address, reading.get()));
      }
    }
    return Optional.empty();
  }

  record Answered(HealthAddress address, HealthReading reading) {}

  private Optional<HealthReading> ask(Product product, URI uri, Supplier<Hidden> hidden) {
    Optional<HealthAnswer> answered = probe.ask(uri);
    Optional<HealthReading> plain = answered.map(answer -> read(product, answer, hidden));
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
            .map(answer -> read(product, answer, hidden))
            .filter(reading -> reading.reported() != null);
    return detailed.or(() -> plain);
  }

  /** Of a healthy one nothing is taken but its version. */
  private static HealthReading read(Product product, HealthAnswer answer, Supplier<Hidden> hidden) {
    HealthReading reading = HealthReading.read(product, answer);
    return reading.verdict() == HealthReading.Verdict.HEALTHY
        ? reading
        : HealthReading.read(product, hidden.get().in(answer));
  }
}

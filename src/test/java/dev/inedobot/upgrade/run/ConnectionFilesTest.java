package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.ConnectionFile;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Observations;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it means that the file with a connection string can't be read. */
final class ConnectionFilesTest {
  private static final ContainerFacts CONTAINER =
      Observations.withEnvironment("PROGET_SQL_CONNECTION_STRING_FILE=/run/connection");

  private static @Nullable ConnectionFile look(Hidden.Reading files) {
    return ConnectionFiles.look(files, Product.PROGET, CONTAINER);
  }

  @Test
  void tellsAsTroubleOnlyWhatLasts() {
    for (Hidden.Reading lasting :
        List.<Hidden.Reading>of(
            (id, path) -> Optional.empty(),
            (id, path) -> {
              throw HostProblem.refused("It is too large.");
            })) {
      ConnectionFile file = Objects.requireNonNull(look(lasting));
      assertThat(file.connection()).isNull();
      assertThat(file.trouble()).isNotEmpty();
    }
  }

  /** Else a moment would turn a database that is to be backed up into one that nobody knows. */
  @Test
  void throwsWhatAnotherLookMayTell() {
    for (HostProblem passing :
        List.of(
            HostProblem.unreachable("silent", new IllegalStateException()),
            HostProblem.failing("500", new IllegalStateException()),
            HostProblem.changing("it changed meanwhile"))) {
      assertThatThrownBy(
              () ->
                  look(
                      (id, path) -> {
                        throw passing;
                      }))
          .isSameAs(passing);
    }
  }
}

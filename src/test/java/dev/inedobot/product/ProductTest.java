package dev.inedobot.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProductTest {

  @ParameterizedTest
  @CsvSource({
    "proget.inedo.com/productimages/inedo/proget, PROGET",
    "buildmaster.inedo.com/productimages/inedo/buildmaster, BUILDMASTER",
    "otter.inedo.com/productimages/inedo/otter, OTTER",
    "127.0.0.1:5000/inedo/otter, OTTER",
    "inedo/proget, PROGET",
  })
  void isKnownByItsRepository(String repository, Product product) {
    assertThat(Product.byRepository(repository)).contains(product);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proget",
        "notinedo/proget",
        "inedo/proget/cache",
        "inedo/inedodb",
        "inedo/progetx",
        ""
      })
  void isNotGuessed(String repository) {
    assertThat(Product.byRepository(repository)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"proget, PROGET", "ProGet, PROGET", "BUILDMASTER, BUILDMASTER", "otter, OTTER"})
  void isKnownByItsName(String typed, Product product) {
    assertThat(Product.byId(typed)).contains(product);
  }

  @Test
  void saysThatTheDatabaseAloneIsNotAWholeBackup() {
    assertThat(Product.PROGET.backupAdvice()).contains("/var/proget/packages", "database");
    assertThat(Product.BUILDMASTER.backupAdvice())
        .contains("/var/buildmaster/artifacts", "database");
    assertThat(Product.OTTER.dataPaths()).isEmpty();
  }
}

package dev.inedobot.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.WayBack.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pair of Inedo's pages on rolling back, and what they leave out. */
final class WayBackTest {

  private static WayBack find(Product product, String newer, String older) {
    return WayBack.find(product, Version.parse(newer), Version.parse(older));
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET, 2026.1, 2025.13",
    "PROGET, 2025.1, 2024.5",
    "PROGET, 2024.1, 2023.9",
    "PROGET, 2023.1, 2022.14",
    "PROGET, 2022.1, 6.0.12",
    "PROGET, 6.0.1, 5.3.10",
    "BUILDMASTER, 2025.1, 2024.5",
    "BUILDMASTER, 2024.1, 2023.9",
    "BUILDMASTER, 2023.1, 2022.14",
    "BUILDMASTER, 2022.1, 7.0.4",
    "BUILDMASTER, 7.0.1, 6.2.33",
    "OTTER, 2025.1, 2024.5",
    "OTTER, 2024.1, 2023.9",
    "OTTER, 2023.1, 2022.14",
    "OTTER, 2022.1, 3.0.25",
  })
  void needsNoRestoreForAPairOfTheTable(Product product, String newer, String older) {
    WayBack back = find(product, newer, older);
    assertThat(back.rule()).isEqualTo(Rule.WITHOUT_RESTORE);
    assertThat(back.needsRestore()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET, 5.3.1, 5.2.32",
    "BUILDMASTER, 6.2.1, 6.1.20",
    "OTTER, 3.0.1, 2.2.3",
    "OTTER, 3.0.1, 1.5.0",
    "PROGET, 2026.1, 2024.5",
    "PROGET, 2026.1, 2022.5",
    "PROGET, 2023.1, 6.0.12",
    "PROGET, 2022.1, 5.3.10",
    "PROGET, 2027.1, 2026.1",
    "BUILDMASTER, 2026.1, 2025.1",
    "BUILDMASTER, 2025.1, 2023.9",
    "BUILDMASTER, 2022.1, 6.2.33",
    "OTTER, 2026.1, 2025.1",
    "OTTER, 2024.1, 2022.1",
    "OTTER, 2023.1, 3.0.25",
  })
  void needsARestoreForEveryOtherPair(Product product, String newer, String older) {
    WayBack back = find(product, newer, older);
    assertThat(back.rule()).isEqualTo(Rule.RESTORE_REQUIRED);
    assertThat(back.needsRestore()).isTrue();
    assertThat(back.note()).contains("restore");
  }

  @ParameterizedTest
  @CsvSource({"PROGET, 2024.5, 2024.4", "BUILDMASTER, 7.0.4, 7.0.1", "OTTER, 2025.2, 2025.1"})
  void isAllowedWithinOneMajorWithAReservation(Product product, String newer, String older) {
    WayBack back = find(product, newer, older);
    assertThat(back.rule()).isEqualTo(Rule.SAME_MAJOR);
    assertThat(back.needsRestore()).isFalse();
    assertThat(back.note()).contains("just as easily downgrade", "schema", "backup");
  }

  @Test
  void saysWhatIsNotVisibleInProGet2022() {
    assertThat(find(Product.PROGET, "2023.1", "2022.14").note())
        .contains("Packages added after the upgrade are not visible in 2022");
  }
}

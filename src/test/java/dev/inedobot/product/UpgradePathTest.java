package dev.inedobot.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of Inedo's upgrade pages. */
final class UpgradePathTest {

  private static UpgradePath find(Product product, String from, String to) {
    return UpgradePath.find(product, Version.parse(from), Version.parse(to));
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET, 2025.13, 2026.1",
    "PROGET, 2024.5, 2026.1",
    "PROGET, 2023.9, 2026.1",
    "BUILDMASTER, 2024.1, 2025.1",
    "BUILDMASTER, 2023.1, 2025.1",
    "BUILDMASTER, 2022.1, 2025.1",
    "BUILDMASTER, 7.0.4, 2025.1",
    "BUILDMASTER, 6.2.33, 2025.1",
    "OTTER, 2024.1, 2025.1",
    "OTTER, 2022.1, 2025.1",
    "OTTER, 3.0.25, 2025.1",
    "OTTER, 2.2.3, 2025.1",
    "OTTER, 1.5.0, 2025.1",
    "PROGET, 2024.1, 2024.5",
    "PROGET, 3.8.1, 3.8.6",
    "PROGET, 2027.1, 2028.1",
    "BUILDMASTER, 2031.1, 2032.1",
  })
  void goesDirectlyAndSilently(Product product, String from, String to) {
    assertThat(find(product, from, to)).isEqualTo(new UpgradePath.Allowed(java.util.List.of()));
  }

  @ParameterizedTest
  @CsvSource({"2022.14, 2023.1", "2022.14, 2026.1", "6.0.12, 2026.1", "5.3.10, 2025.1"})
  void warnsThatProGetCopiesItsFeedsOnTheWayInto2023(String from, String to) {
    UpgradePath path = find(Product.PROGET, from, to);
    assertThat(path).isInstanceOf(UpgradePath.Allowed.class);
    assertThat(((UpgradePath.Allowed) path).warnings())
        .singleElement()
        .asString()
        .contains("feeds are disabled", "several minutes", "100,000");
  }

  @ParameterizedTest
  @CsvSource({"5.3.10, 6.0.1", "5.3.10, 2022.1", "6.0.12, 2022.14"})
  void doesNotWarnOfThatCopyBefore2023(String from, String to) {
    assertThat(find(Product.PROGET, from, to))
        .isEqualTo(new UpgradePath.Allowed(java.util.List.of()));
  }

  @Test
  void warnsThatInedosPagesDisagreeAboutProGet52() {
    UpgradePath path = find(Product.PROGET, "5.2.32", "2026.1");
    assertThat(path).isInstanceOf(UpgradePath.Allowed.class);
    assertThat(((UpgradePath.Allowed) path).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("5.2", "2023"));
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET, 5.1.23, 2026.1, 5.2",
    "PROGET, 5.0.10, 5.3.10, 5.2",
    "PROGET, 4.8.6, 2024.1, 5.2",
    "PROGET, 4.0.1, 2024.1, 5.2",
    "BUILDMASTER, 6.1.20, 2025.1, 6.1",
    "BUILDMASTER, 6.0.5, 2025.1, 6.1",
    "BUILDMASTER, 5.8.3, 7.0.4, 6.1",
    "BUILDMASTER, 4.9.9, 2025.1, 4.9",
    "BUILDMASTER, 4.3.1, 2025.1, 4.9",
    "BUILDMASTER, 3.7.2, 6.1.20, 4.9",
  })
  void namesTheVersionThatMustRunInBetween(Product product, String from, String to, String via) {
    UpgradePath path = find(product, from, to);
    assertThat(path).isInstanceOf(UpgradePath.StopInBetween.class);
    UpgradePath.StopInBetween stop = (UpgradePath.StopInBetween) path;
    assertThat(stop.via()).isEqualTo(ReleaseLine.parse(via));
    assertThat(stop.text()).contains(via);
  }

  @ParameterizedTest
  @CsvSource({"PROGET, 5.1.23, 5.2.32", "BUILDMASTER, 6.0.5, 6.1.20", "BUILDMASTER, 3.7.2, 4.9.10"})
  void goesToTheVersionInBetween(Product product, String from, String to) {
    assertThat(find(product, from, to)).isInstanceOf(UpgradePath.Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET, 3.8.6, starting over",
    "PROGET, 2.2.1, starting over",
    "PROGET, 1.0.1, starting over",
    "BUILDMASTER, 2.5.1, retired",
    "BUILDMASTER, 1.0.1, retired",
  })
  void refusesWithWhatInedoSays(Product product, String from, String text) {
    UpgradePath path = find(product, from, "2025.1");
    assertThat(path).isInstanceOf(UpgradePath.Refused.class);
    assertThat(((UpgradePath.Refused) path).text()).contains(text);
  }

  @Test
  void everyRowNamesThePageItCameFrom() {
    assertThat(InedoTables.paths()).allSatisfy(row -> assertThat(row.source()).contains("Inedo"));
    assertThat(InedoTables.waysBack())
        .allSatisfy(row -> assertThat(row.source()).contains("Inedo"));
  }
}

package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan offers to copy beside the database. */
final class DataDirectoryTest {
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");

  private static Plan mounted(String source, String target) {
    return mounted(new Ties.Mounted(source, target, true));
  }

  private static Plan mounted(Ties.Mounted... mounts) {
    List<Ties.Mounted> all = new ArrayList<>(List.of(mounts));
    all.add(new Ties.Mounted("backups", "/var/proget/backups", true));
    Ties ties = new Ties(all, "", "", List.of());
    return (Plan) Observations.healthy().running("2025.4").ties(ties).plan("2025.5");
  }

  @Test
  void isAMountOfItsOwn() {
    for (String source : List.of("packages", "/srv/packages")) {
      Plan plan = mounted(source, "/var/proget/packages");
      assertThat(plan.copyable()).isEqualTo(new DataDirectory("/var/proget/packages", null));
      assertThat(plan.offersCopy()).isTrue();
      assertThat(plan.as(Work.BACKUP).offersCopy()).isFalse();
      assertThat(plan.as(Work.UPGRADE_DATABASE_FIRST).offersCopy()).isTrue();
    }
    assertThat(mounted("all", "/var/proget").copyable()).isNull();
    assertThat(mounted("", "/var/proget/packages").copyable()).as("a tmpfs").isNull();
  }

  @Test
  void isNotOfferedIfPartOfItIsAnotherMount() {
    Ties.Mounted packages = new Ties.Mounted("packages", "/var/proget/packages", true);
    Ties.Mounted beside = new Ties.Mounted("big", "/var/proget/packages2", true);
    Ties.Mounted within = new Ties.Mounted("big", "/var/proget/packages/feed1", true);
    assertThat(mounted(packages, beside).copyable()).isNotNull();
    assertThat(mounted(packages, within).copyable()).isNull();
    assertThat(mounted(within, packages).copyable()).isNull();
  }

  @Test
  void isNotOfferedWithoutTheDatabase() {
    Plan elsewhere = Observations.planned("2023.9", "2024.5");
    assertThat(elsewhere.database().canBeBackedUp()).isFalse();
    assertThat(elsewhere.offering(new DataDirectory("/var/proget/packages", 1L)).offersCopy())
        .isFalse();
  }

  @Test
  void isWhatTheProductDocuments() {
    ContainerFacts otter = Observations.container("a".repeat(64), "otter", "inedo/otter:1");
    assertThat(DataDirectory.of(Product.OTTER, otter)).isEmpty();
  }

  @Test
  void saysWhatItIsAndHowLarge() {
    DataDirectory data = new DataDirectory("/var/buildmaster/artifacts", 12_345_678_901L);
    assertThat(data.words()).isEqualTo("artifacts");
    assertThat(data.size()).isEqualTo("12.3 GB");
    assertThat(new DataDirectory("/x/y", null).size()).isEqualTo("size unknown");
  }

  @Test
  void isDiscardedByItsNameOnly() {
    Plan plan = Plans.withPackages("2025.4", "2026.1", 1L);
    String words = VolumeCopyName.words(plan, ID);
    assertThat(words).isEqualTo("the volume proget-copy-k7m2qxp4");
    assertThat(VolumeCopyName.parse(plan, ID, words)).contains("proget-copy-k7m2qxp4");
    for (String other :
        List.of("the volume packages", words + "x", "proget-copy-k7m2qxp4", words + "/..")) {
      assertThat(VolumeCopyName.parse(plan, ID, other)).isEmpty();
    }
  }
}

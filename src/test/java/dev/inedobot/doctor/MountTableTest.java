package dev.inedobot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.MountTable.Mount;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MountTableTest {
  /** As a container on Engine 20.10 sees it, with two volumes. */
  private static final MountTable TABLE =
      new MountTable(
          """
          523 457 0:51 / / rw,relatime master:175 - overlay overlay rw,lowerdir=/var/lib/docker
          524 523 0:54 / /proc rw,nosuid - proc proc rw
          530 523 8:1 /var/lib/docker/volumes/inedobot/_data /data rw,relatime - ext4 /dev/sda1 rw
          531 523 8:1 /var/lib/docker/volumes/x/_data /my\\040place rw,relatime shared:1 - xfs /dev/sdb1 rw
          """);

  @Test
  void findsTheFileSystemThatAPathIsOn() {
    assertThat(TABLE.of(Path.of("/data/inedobot.db")))
        .contains(new Mount(Path.of("/data"), "ext4"));
    assertThat(TABLE.of(Path.of("/database/inedobot.db")))
        .contains(new Mount(Path.of("/"), "overlay"));
    assertThat(TABLE.of(Path.of("/my place/inedobot.db")))
        .contains(new Mount(Path.of("/my place"), "xfs"));
  }

  @Test
  void saysNothingWhereThereIsNothing() {
    assertThat(new MountTable("").of(Path.of("/data"))).isEmpty();
    assertThat(new MountTable("this is - no\n\ntable").of(Path.of("/data"))).isEmpty();
  }
}

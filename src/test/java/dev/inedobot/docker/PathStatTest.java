package dev.inedobot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What engines tell of paths. */
class PathStatTest {
  private static PathStat stat(long mode, String linkTarget) {
    String json =
        """
        {"name": "x", "size": 7, "mode": %d, "mtime": "2026-11-28T05:04:03.000000007+02:00",
         "linkTarget": "%s"}
        """
            .formatted(mode, linkTarget);
    return PathStat.parse(Base64.getEncoder().encodeToString(json.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "file, 420, true, false",
    "file with special bits, 12583405, true, false",
    "directory, 2147484141, false, false",
    "link, 134218239, false, true",
    "pipe, 33554852, false, false",
    "socket, 16777709, false, false",
    "character device, 69206454, false, false",
  })
  void tellsFilesFromTheRest(String what, long mode, boolean file, boolean link) {
    PathStat stat = stat(mode, link ? "/target" : "");

    assertThat(stat.isFile()).as(what).isEqualTo(file);
    assertThat(stat.isLink()).as(what).isEqualTo(link);
  }

  @Test
  void readsTheTimeOfAnyZone() {
    assertThat(stat(420, "").modifiedAt())
        .isEqualTo(Instant.parse("2026-11-28T03:04:03.000000007Z"));
    assertThat(stat(420, "").size()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e30=", "not base64!", "bm8ganNvbg=="})
  void anotherFormIsNoAnswer(String header) {
    assertThatThrownBy(() -> PathStat.parse(header)).isInstanceOf(EngineFailure.class);
  }

  @Test
  void noHeaderIsNoAnswer() {
    assertThatThrownBy(() -> PathStat.parse(null)).isInstanceOf(EngineFailure.class);
  }
}

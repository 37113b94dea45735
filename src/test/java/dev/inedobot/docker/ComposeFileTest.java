package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComposeFileTest {
  private static final String FILE =
      """
      # image: not here
      x-image: &image
        image: nor here
      services:
        db:
          image: "mssql:2022"
        feeds:   # the feeds
          environment:
            image: nor here
          image: inedo/proget:24.0.4   # this one
          ports:
            - "8624:80"
        'quoted':
          build: .
      volumes:
        feeds:
          image: nor here
      """;

  @TempDir Path directory;

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void findsTheLineOfTheImage() throws IOException {
    String file = write("compose.yml", FILE);
    assertThat(ComposeFile.place(file, "feeds")).isEqualTo(file + ":10");
    assertThat(ComposeFile.place(file, "db")).isEqualTo(file + ":6");
  }

  @Test
  void namesNoLineWhereThereIsNone() throws IOException {
    String file = write("compose.yml", FILE);
    assertThat(ComposeFile.place(file, "quoted")).isEmpty();
    assertThat(ComposeFile.place(file, "nosuch")).isEmpty();
    assertThat(ComposeFile.place(directory + "/nosuch.yml", "feeds")).isEmpty();
    assertThat(ComposeFile.place(directory.toString(), "feeds")).isEmpty();
    assertThat(ComposeFile.place("compose.yml", "feeds")).isEmpty();
    assertThat(ComposeFile.place("\0", "feeds")).isEmpty();
  }

  @Test
  void takesTheLastFileThatSaysIt() throws IOException {
    String base = write("compose.yml", FILE);
    String override = write("override.yml", "services:\n    feeds:\n        image: mine:1\n");
    String silent = write("silent.yml", "services:\n  feeds:\n    restart: always\n");
    assertThat(ComposeFile.place(base + "," + override, "feeds")).isEqualTo(override + ":3");
    assertThat(ComposeFile.place(base + ", " + silent, "feeds")).isEqualTo(base + ":10");
  }
}

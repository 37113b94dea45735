package dev.inedobot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come in archives. */
class SingleFileTest {
  private static final long NINE_GIGABYTES = 9L << 30;

  /** The beginning of an archive with one file. */
  private static byte[] archive(long size, byte[] content, int numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
    tar.setBigNumberMode(numbers);
    TarArchiveEntry entry = new TarArchiveEntry("backup");
    entry.setSize(size);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.flush();
    return bytes.toByteArray();
  }

  @Test
  void readsTheContentAndNothingAfterIt() throws IOException {
    byte[] content = "PGDMP and more than sixteen bytes".getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(content, 512);
    byte[] tar = archive(512, padded, TarArchiveOutputStream.BIGNUMBER_POSIX);
    byte[] ended = Arrays.copyOf(tar, tar.length + 1024);

    SingleFile file = SingleFile.in(new ByteArrayInputStream(ended));
    FileDigest digest = FileDigest.of(file.content());

    assertThat(file.size()).isEqualTo(512);
    assertThat(digest.size()).isEqualTo(512);
    assertThat(digest.beginning()).isEqualTo("PGDMP and more t");
  }

  /** Both forms are in use for what is above 8 GiB. */
  @ParameterizedTest
  @ValueSource(
      ints = {TarArchiveOutputStream.BIGNUMBER_POSIX, TarArchiveOutputStream.BIGNUMBER_STAR})
  void knowsTheSizeOfALargeFileAndThatItBrokeOff(int numbers) throws IOException {
    byte[] tar = archive(NINE_GIGABYTES, new byte[4096], numbers);

    SingleFile file = SingleFile.in(new ByteArrayInputStream(tar));

    assertThat(file.size()).isEqualTo(NINE_GIGABYTES);
    assertThatThrownBy(() -> FileDigest.of(file.content())).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnArchiveWithoutAFile() {
    assertThatThrownBy(() -> SingleFile.in(new ByteArrayInputStream(new byte[1024])))
        .isInstanceOf(IOException.class);
  }

  @Test
  void digestsAsEverybodyDoes() throws IOException {
    FileDigest digest = FileDigest.of(new ByteArrayInputStream("abc".getBytes(UTF_8)));

    assertThat(digest)
        .isEqualTo(
            new FileDigest(
                3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc"));
  }
}

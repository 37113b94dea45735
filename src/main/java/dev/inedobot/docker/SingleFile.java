package dev.inedobot.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The file in the tar archive that an engine sends for the path of a file.
 *
 * @param size in bytes, as the archive says
 * @param content ends after that many bytes; an archive that ends before is an {@link IOException}
 */
record SingleFile(long size, InputStream content) {
  static SingleFile in(InputStream tar) throws IOException {
    TarArchiveInputStream archive = new TarArchiveInputStream(tar);
    TarArchiveEntry entry = archive.getNextEntry();
    if (entry == null) {
      throw new EOFException("no file in the archive");
    }
    return new SingleFile(entry.getSize(), archive);
  }
}

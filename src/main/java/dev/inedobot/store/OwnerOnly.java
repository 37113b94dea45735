package dev.inedobot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner can read and write. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

  /** For a file that is about to be made. */
  static final FileAttribute<Set<PosixFilePermission>> ATTRIBUTE =
      PosixFilePermissions.asFileAttribute(MODE);

  private OwnerOnly() {}

  /** Makes the file, or takes what others may do to it from them. */
  static void ensure(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, ATTRIBUTE);
    } else if (!Files.getPosixFilePermissions(file).equals(MODE)) {
      Files.setPosixFilePermissions(file, MODE);
    }
  }
}

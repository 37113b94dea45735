package dev.inedobot.upgrade.plan;

import java.util.Locale;

/**
 * What an image was built for, or what an engine runs, in Go's words.
 *
 * @param os for example {@code linux}
 * @param architecture for example {@code amd64}
 * @param variant for example {@code v7}; empty if there is none or it is not known
 */
record Platform(String os, String architecture, String variant) {

  /** Reads {@code linux/arm/v7}, and the words that the kernel and some engines use. */
  static Platform parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).strip().split("/", 3);
    String os = parts[0];
    String architecture = parts.length > 1 ? parts[1] : "";
    String variant = parts.length > 2 ? parts[2] : "";
    return switch (architecture) {
      case "x86_64", "x86-64" -> new Platform(os, "amd64", variant);
      case "aarch64", "armv8l" -> new Platform(os, "arm64", variant);
      case "armv7l", "armhf" -> new Platform(os, "arm", "v7");
      case "armv6l", "armel" -> new Platform(os, "arm", "v6");
      case "i386", "i686" -> new Platform(os, "386", variant);
      default -> new Platform(os, architecture, variant);
    };
  }

  /** Whether an engine of this platform runs such an image. What is not known counts as yes. */
  boolean runs(Platform image) {
    if (!os.equals(image.os) || !architecture.equals(image.architecture)) {
      return false;
    }
    boolean comparable =
        architecture.equals("arm") && !variant.isEmpty() && !image.variant.isEmpty();
    return !comparable || image.variant.compareTo(variant) <= 0;
  }

  static Finding look(Observation seen) {
    EngineFacts engine = seen.surroundings().engine();
    if (seen.target().runsOn(engine)) {
      boolean known = !seen.target().platforms().isEmpty();
      return new Finding.Fine(
          known ? "platform " + engine.platform() : "platform: the pull will tell");
    }
    return Finding.refused(
        "%s has no image for %s; it has %s.",
        "Choose a version that has one.",
        seen.target().reference(),
        engine.platform(),
        String.join(", ", seen.target().platforms()));
  }
}

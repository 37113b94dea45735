package dev.inedobot.image;

import java.util.regex.Pattern;

/** The hash that names an image's content, whatever its tags say: {@code sha256:} and 64 digits. */
public record ImageDigest(String value) {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public ImageDigest {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s is no image digest: that is sha256: and 64 hexadecimal digits"
              .formatted(Quoted.of(value)));
    }
  }

  public static ImageDigest parse(String text) {
    return new ImageDigest(text);
  }

  /** The first twelve digits, for people. */
  public String shortForm() {
    return value.substring("sha256:".length(), "sha256:".length() + 12);
  }

  @Override
  public String toString() {
    return value;
  }
}

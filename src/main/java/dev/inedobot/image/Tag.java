package dev.inedobot.image;

import java.util.regex.Pattern;

/**
 * A tag of a repository (OCI distribution specification): up to 128 letters, digits, {@code . _ -}.
 */
public record Tag(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  public Tag {
    if (!isTag(value)) {
      throw new IllegalArgumentException(
          "%s is no tag: that is up to 128 letters, digits, dots, dashes and underscores"
              .formatted(Quoted.of(value)));
    }
  }

  public static boolean isTag(String text) {
    return FORM.matcher(text).matches();
  }

  public static Tag parse(String text) {
    return new Tag(text);
  }

  @Override
  public String toString() {
    return value;
  }
}

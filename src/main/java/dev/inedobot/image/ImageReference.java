package dev.inedobot.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image is asked for by, in Docker's grammar ({@code distribution/reference}): a registry,
 * a path in it, and a tag or a digest or both or neither.
 *
 * @param registry host and port, for example {@code proget.inedo.com} or {@code 127.0.0.1:5000}
 * @param path for example {@code productimages/inedo/proget}
 */
public record ImageReference(
    String registry, String path, @Nullable Tag tag, @Nullable ImageDigest digest) {
  private static final String DOCKER_HUB = "docker.io";
  private static final String OFFICIAL = "library/";
  private static final int LONGEST_NAME = 255;

  private static final String HOST =
      "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
          + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?";
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REGISTRY = Pattern.compile(HOST);
  private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*");
  private static final Pattern FORM =
      Pattern.compile(
          "(?<name>[^@]+?)(?::(?<tag>[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}))?(?:@(?<digest>[^@]+))?");

  public ImageReference {
    if (!REGISTRY.matcher(registry).matches()
        || !PATH.matcher(path).matches()
        || path.length() > LONGEST_NAME) {
      throw notAReference(registry + "/" + path);
    }
  }

  /**
   * Reads a reference as Docker does: a first part without dot or colon, other than {@code
   * localhost}, belongs to the path, and the registry is Docker Hub.
   */
  public static ImageReference parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > 2 * LONGEST_NAME || !form.matches()) {
      throw notAReference(text);
    }
    String name = form.group("name");
    String tag = form.group("tag");
    String digest = form.group("digest");
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String registry = hasRegistry ? first : DOCKER_HUB;
    String path = hasRegistry ? name.substring(slash + 1) : name;
    if (registry.equals(DOCKER_HUB) && !path.contains("/")) {
      path = OFFICIAL + path;
    }
    try {
      return new ImageReference(
          registry,
          path,
          tag == null ? null : Tag.parse(tag),
          digest == null ? null : ImageDigest.parse(digest));
    } catch (IllegalArgumentException wrong) {
      throw notAReference(text);
    }
  }

  private static IllegalArgumentException notAReference(String text) {
    return new IllegalArgumentException(
        "%s is no image reference; one looks like proget.inedo.com/productimages/inedo/proget:24.0.5"
            .formatted(Quoted.of(text)));
  }

  /** Registry and path as Docker prints them: what is on Docker Hub goes without its name. */
  public String repository() {
    if (!registry.equals(DOCKER_HUB)) {
      return registry + "/" + path;
    }
    return path.startsWith(OFFICIAL) ? path.substring(OFFICIAL.length()) : path;
  }

  public ImageReference withTag(Tag other) {
    return new ImageReference(registry, path, other, digest);
  }

  public ImageReference withDigest(ImageDigest other) {
    return new ImageReference(registry, path, tag, other);
  }

  /** The same repository without tag and digest. */
  public ImageReference withoutTag() {
    return new ImageReference(registry, path, null, null);
  }

  @Override
  public String toString() {
    return repository() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}

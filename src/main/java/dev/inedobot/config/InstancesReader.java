package dev.inedobot.config;

import dev.inedobot.image.ImageReference;
import dev.inedobot.product.Product;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.InstanceSettings.Compose;
import dev.inedobot.upgrade.plan.InstanceSettings.Keep;
import dev.inedobot.upgrade.plan.InstanceSettings.Timing;
import dev.inedobot.upgrade.plan.MaintenanceWindow;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code instances} of the file. */
final class InstancesReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final int MOST_IMAGES = 1000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Set<String> hosts;
  private final ApprovalRule usual;
  private final ApprovalReader approvals;
  private final List<String> announceTo;

  /** Reads an {@code approval} section over what counts where it says nothing. */
  interface ApprovalReader {
    ApprovalRule read(Section section, ApprovalRule usual);
  }

  InstancesReader(
      Set<String> hosts, ApprovalRule usual, ApprovalReader approvals, List<String> announceTo) {
    this.hosts = new TreeSet<>(hosts);
    this.usual = usual;
    this.approvals = approvals;
    this.announceTo = announceTo;
  }

  List<InstanceSettings> read(Section section) {
    List<InstanceSettings> instances = new ArrayList<>();
    section.sections().forEach((name, instance) -> read(name, instance).ifPresent(instances::add));
    return instances;
  }

  private Optional<InstanceSettings> read(String name, Section instance) {
    instance.allow(
        "product",
        "host",
        "container",
        "image",
        "health-url",
        "stop-timeout",
        "health-timeout",
        "stable-for",
        "database-timeout",
        "keep-old",
        "keep-images",
        "compose",
        "window",
        "announce-to",
        "approval",
        BackupReader.NAME,
        "backup-command",
        BackupReader.PROVE);
    if (!NAME.matcher(name).matches()) {
      instance.problem("", "has a name that can't be typed: use letters, digits, dots and dashes");
    }
    String productId = instance.text("product");
    Optional<Product> product = Optional.ofNullable(productId).flatMap(Product::byId);
    if (product.isEmpty()) {
      instance.problem("product", "must be proget, buildmaster or otter");
    }
    String container = instance.text("container");
    if (container == null) {
      instance.problem("container", "is missing: the name of the container");
    }
    String host = host(instance);
    String image = image(instance);
    Timing timing = timing(instance);
    Keep keep = keep(instance);
    Compose compose = compose(instance);
    ApprovalRule approval = approvals.read(instance.section("approval"), usual);
    List<String> told =
        instance.has("announce-to") ? ConfigReader.channels(instance, "announce-to") : announceTo;
    if (product.isEmpty() || container == null) {
      return Optional.empty();
    }
    return Optional.of(
        new InstanceSettings(
            name,
            product.get(),
            host,
            container,
            image,
            approval,
            timing,
            keep,
            compose,
            window(instance),
            told,
            BackupReader.read(instance),
            BackupCommandReader.read(instance)));
  }

  private static Compose compose(Section instance) {
    String compose = instance.text("compose");
    if (compose == null || compose.equals("refuse")) {
      return Compose.REFUSE;
    }
    if (!compose.equals("continue")) {
      instance.problem("compose", "must be refuse or continue");
    }
    return Compose.CONTINUE;
  }

  private static @Nullable MaintenanceWindow window(Section instance) {
    String window = instance.text("window");
    if (window == null) {
      return null;
    }
    try {
      return MaintenanceWindow.parse(window, ZoneOffset.UTC);
    } catch (IllegalArgumentException wrong) {
      instance.problem("window", String.valueOf(wrong.getMessage()));
      return null;
    }
  }

  private String host(Section instance) {
    String host = instance.text("host");
    if (host != null) {
      if (!hosts.contains(host)) {
        instance.problem("host", "“%s” is none of the hosts: %s".formatted(host, hosts));
      }
      return host;
    }
    if (hosts.size() == 1 || !hosts.contains(HostsReader.LOCAL)) {
      if (hosts.size() > 1) {
        instance.problem("host", "is missing; there are: " + hosts);
      }
      return hosts.iterator().next();
    }
    return HostsReader.LOCAL;
  }

  private static @Nullable String image(Section instance) {
    String image = instance.text("image");
    if (image == null) {
      return null;
    }
    try {
      ImageReference reference = ImageReference.parse(image);
      if (reference.tag() != null || reference.digest() != null) {
        instance.problem("image", "is a repository, without a tag or a digest");
      }
      return reference.repository();
    } catch (IllegalArgumentException wrong) {
      instance.problem("image", String.valueOf(wrong.getMessage()));
      return null;
    }
  }

  private static Timing timing(Section instance) {
    Timing usual = Timing.DEFAULT;
    Duration stop = instance.duration("stop-timeout", Duration.ofSeconds(1), DAY);
    Duration health = instance.duration("health-timeout", Duration.ofSeconds(1), DAY);
    Duration stable = instance.duration("stable-for", Duration.ZERO, DAY);
    Duration database = instance.duration("database-timeout", Duration.ofSeconds(1), WEEK);
    return new Timing(
        stop,
        health == null ? usual.healthTimeout() : health,
        stable == null ? usual.stableFor() : stable,
        healthUrl(instance),
        database == null ? usual.databaseTimeout() : database);
  }

  private static Keep keep(Section instance) {
    Duration old = instance.duration("keep-old", Duration.ZERO, Duration.ofDays(365));
    int images =
        instance.number("keep-images", Keep.FEWEST_IMAGES, MOST_IMAGES, Keep.DEFAULT.images());
    return new Keep(old == null ? Keep.DEFAULT.old() : old, images);
  }

  private static @Nullable URI healthUrl(Section instance) {
    String url = instance.text("health-url");
    if (url == null) {
      return null;
    }
    if (!url.matches("https?://[^\\s/]+(?:/\\S*)?")) {
      instance.problem("health-url", "must be an http or https address");
      return null;
    }
    try {
      return URI.create(url);
    } catch (IllegalArgumentException wrong) {
      instance.problem("health-url", "must be an http or https address");
      return null;
    }
  }
}

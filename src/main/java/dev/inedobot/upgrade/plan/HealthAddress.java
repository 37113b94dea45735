package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.NetworkFacts.PublishedPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place to ask a product for its health, and by which way it was found. The way is kept, so that
 * after the upgrade the new container is asked by the same one, even if its port is another.
 */
public record HealthAddress(Way way, URI uri) {

  /** How the bot reaches the product, in the order in which they are tried. */
  public enum Way {
    /** {@code health-url} of the configuration. */
    CONFIGURED("health-url"),
    /** A published port on the engine's host. */
    PUBLISHED_PORT("published port"),
    /** The container's own address, for a bot that shares a network with it. */
    CONTAINER("container's address");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private static final List<Endpoint> DEFAULT_ENDPOINTS =
      List.of(new Endpoint("http", 80, true), new Endpoint("https", 443, true));

  private static final Pattern LISTEN_URL =
      Pattern.compile("(?i)(https?)://(\\[[^\\]]*]|[^/:]+)(?::(\\d{1,5}))?/?.*");

  /** An address that a copy without a network does not have, and that is not 127.0.0.1. */
  private static final Pattern PARTICULAR =
      Pattern.compile("(?!0\\.0\\.0\\.0$|127\\.0\\.0\\.1$)(?:\\d+(?:\\.\\d+){3})|\\[(?!::]).*]");

  /**
   * Where it listens.
   *
   * @param within whether 127.0.0.1 leads there
   */
  private record Endpoint(String scheme, int port, boolean within) {}

  /**
   * Every address that may answer for this container, the most likely first. A configured address
   * is the only one then: whoever sets it means it.
   *
   * @param engineHost the address of the engine's host as the bot sees it
   */
  public static List<HealthAddress> candidates(
      InstanceSettings settings, ContainerFacts container, String engineHost) {
    URI configured = settings.timing().healthUrl();
    if (configured != null) {
      return List.of(new HealthAddress(Way.CONFIGURED, configured));
    }
    String path = HealthReading.healthPath(settings.product());
    List<Endpoint> endpoints = endpoints(container.environment());
    Set<HealthAddress> found = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      for (PublishedPort port : container.network().published()) {
        if (port.inside() == endpoint.port()) {
          found.add(
              at(Way.PUBLISHED_PORT, endpoint, reachable(port, engineHost), port.hostPort(), path));
        }
      }
      if (container.network().mode().equals("host")) {
        found.add(at(Way.PUBLISHED_PORT, endpoint, engineHost, endpoint.port(), path));
      }
    }
    for (Endpoint endpoint : endpoints) {
      for (String address : container.network().addresses().values()) {
        found.add(at(Way.CONTAINER, endpoint, address, endpoint.port(), path));
      }
    }
    return List.copyOf(found);
  }

  /**
   * Where a product is asked from within its own container; empty if it listens by HTTPS only, for
   * which an image may have no tool, or at a particular address only.
   */
  static Optional<HealthAddress> inside(Product product, Environment environment) {
    return endpoints(environment).stream()
        .filter(endpoint -> endpoint.scheme().equals("http") && endpoint.within())
        .findFirst()
        .map(
            endpoint ->
                at(
                    Way.CONTAINER,
                    endpoint,
                    "127.0.0.1",
                    endpoint.port(),
                    HealthReading.healthPath(product)));
  }

  /** Those of the addresses that lead there by the same way as this one did. */
  public List<HealthAddress> sameWay(Collection<HealthAddress> candidates) {
    return candidates.stream().filter(candidate -> candidate.way() == way).toList();
  }

  private static HealthAddress at(Way way, Endpoint endpoint, String host, int port, String path) {
    String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return new HealthAddress(
        way, URI.create(endpoint.scheme() + "://" + bracketed + ":" + port + path));
  }

  private static String reachable(PublishedPort port, String engineHost) {
    String address = port.hostAddress();
    boolean everywhere = address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    return everywhere ? engineHost : address;
  }

  /** Where the product listens inside its container: ASPNETCORE_URLS, else 80 and 443 (Inedo). */
  private static List<Endpoint> endpoints(Environment environment) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String url : environment.value("ASPNETCORE_URLS").orElse("").split("[;,]")) {
      Endpoint endpoint = endpoint(url.strip());
      if (endpoint != null) {
        endpoints.add(endpoint);
      }
    }
    return endpoints.isEmpty() ? DEFAULT_ENDPOINTS : endpoints;
  }

  /** Reads {@code http://*:8080}; the host may be a wildcard, which is no valid URI. */
  private static @Nullable Endpoint endpoint(String url) {
    Matcher form = LISTEN_URL.matcher(url);
    if (!form.matches()) {
      return null;
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    boolean within = !PARTICULAR.matcher(form.group(2)).matches();
    String port = form.group(3);
    int usual = scheme.equals("https") ? 443 : 80;
    return new Endpoint(scheme, port == null ? usual : Integer.parseInt(port), within);
  }
}

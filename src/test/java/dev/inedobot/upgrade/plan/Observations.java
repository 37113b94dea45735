package dev.inedobot.upgrade.plan;

import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.ContainerFacts.ImageUse;
import dev.inedobot.upgrade.plan.ContainerFacts.Life;
import dev.inedobot.upgrade.plan.InstanceSettings.Timing;
import dev.inedobot.upgrade.plan.NetworkFacts.PublishedPort;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Observations of a ProGet that nothing is wrong with, to be spoilt one thing at a time. */
public final class Observations {
  public static final String OLD_ID = "0ld0".repeat(16).replace('l', '1');
  public static final Instant STARTED = Instant.parse("2026-11-01T00:00:00Z");
  public static final RunState RUNNING =
      new RunState(true, false, false, 0, false, STARTED, 0, null);
  public static final HealthAddress ADDRESS =
      new HealthAddress(
          HealthAddress.Way.PUBLISHED_PORT, URI.create("http://127.0.0.1:8624/health"));
  private static final String REPOSITORY = "proget.inedo.com/productimages/inedo/";

  private Product product = Product.PROGET;
  private @Nullable Version running = Version.parse("2024.4");
  private Map<String, String> labels = Map.of();
  private RunState state = RUNNING;
  private Life life = new Life(new RestartPolicy("unless-stopped", 0), false, null);
  private List<String> unmounted = List.of();
  private List<ContainerFacts> leftovers = List.of();
  private List<String> platforms = List.of("linux/amd64");
  private List<String> problems = List.of();
  private boolean answers = true;
  private List<HealthAddress> asked = List.of(ADDRESS);

  public static Observations healthy() {
    return new Observations();
  }

  Observations product(Product other) {
    product = other;
    return this;
  }

  Observations running(@Nullable String version) {
    running = version == null ? null : Version.parse(version);
    return this;
  }

  Observations labels(Map<String, String> others) {
    labels = others;
    return this;
  }

  Observations state(RunState other) {
    state = other;
    return this;
  }

  Observations life(Life other) {
    life = other;
    return this;
  }

  Observations unmounted(String... paths) {
    unmounted = List.of(paths);
    return this;
  }

  Observations leftover(ContainerFacts container) {
    leftovers = List.of(container);
    return this;
  }

  Observations platforms(String... others) {
    platforms = List.of(others);
    return this;
  }

  Observations problems(String... others) {
    problems = List.of(others);
    return this;
  }

  Observations silent(HealthAddress... addresses) {
    answers = false;
    asked = List.of(addresses);
    return this;
  }

  public static InstanceSettings settings(Product product) {
    return new InstanceSettings(
        product.id(),
        product,
        "local",
        product.id(),
        null,
        new ApprovalRule(List.of(), 1, true, Duration.ofMinutes(30)),
        Timing.DEFAULT,
        InstanceSettings.Keep.DEFAULT);
  }

  public static ContainerFacts container(String id, String name, String image) {
    return new ContainerFacts(
        id,
        name,
        new ImageUse("sha256:" + "1".repeat(64), image),
        RUNNING,
        Environment.parse(List.of()),
        Map.of(),
        List.of(),
        new NetworkFacts(
            "bridge", List.of(new PublishedPort(80, "", 8624)), Map.of("bridge", "172.17.0.2")),
        List.of("/var/proget/packages"),
        new Life(new RestartPolicy("unless-stopped", 0), false, null),
        "fingerprint");
  }

  public ContainerFacts container() {
    ContainerFacts usual = container(OLD_ID, product.id(), REPOSITORY + product.id() + ":24.0.4");
    return new ContainerFacts(
        usual.id(),
        usual.name(),
        usual.image(),
        state,
        usual.environment(),
        labels,
        usual.command(),
        usual.network(),
        usual.mountTargets(),
        life,
        usual.fingerprint());
  }

  public Observation to(String wanted) {
    HealthReading reading =
        problems.isEmpty()
            ? new HealthReading(HealthReading.Verdict.HEALTHY, running, List.of(), "healthy")
            : new HealthReading(HealthReading.Verdict.PROBLEM, running, problems, "ill");
    return new Observation(
        settings(product),
        new EngineFacts("20.10.24", "1.41", "linux", "amd64"),
        container(),
        running,
        unmounted,
        leftovers,
        answers ? new HealthBefore(ADDRESS, reading) : null,
        asked,
        new RemoteImage(
            ImageReference.parse(REPOSITORY + product.id() + ":" + Version.parse(wanted)),
            ImageDigest.parse("sha256:" + "d".repeat(64)),
            platforms));
  }

  /** What comes of asking for this version. */
  public PlanResult plan(String wanted) {
    return Planner.plan(to(wanted), Version.parse(wanted));
  }

  /** The plan of an upgrade that nothing stands against. */
  public static Plan planned(String from, String to) {
    PlanResult result = healthy().running(from).plan(to);
    if (result instanceof Plan plan) {
      return plan;
    }
    throw new AssertionError(result.toString());
  }
}

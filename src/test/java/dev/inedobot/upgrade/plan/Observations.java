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
import java.time.ZoneOffset;
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
  private List<Leftover> leftovers = List.of();
  private List<ContainerFacts> others = List.of();
  private Environment environment = Environment.parse(List.of());
  private Ties ties = Ties.NONE;
  private NetworkFacts network =
      new NetworkFacts(
          "bridge", List.of(new PublishedPort(80, "", 8624)), Map.of("bridge", "172.17.0.2"));
  private String image = "";
  private @Nullable Disk disk = new Disk("/var/lib/docker", 20_000_000_000L, 1_200_000_000L);
  private String composePlace = "";
  private InstanceSettings.Compose compose = InstanceSettings.Compose.REFUSE;
  private @Nullable MaintenanceWindow window;
  private @Nullable BackupCommand backupCommand;
  private @Nullable ConnectionFile connectionFile;
  private @Nullable HealthReading reading;
  private EngineFacts engine = new EngineFacts("20.10.24", "1.41", "linux", "amd64");
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

  public Observations running(@Nullable String version) {
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
    return leftover(container, null);
  }

  Observations leftover(ContainerFacts container, Leftover.@Nullable Origin origin) {
    leftovers = List.of(new Leftover(container, origin));
    return this;
  }

  Observations others(ContainerFacts... containers) {
    others = List.of(containers);
    return this;
  }

  Observations environment(String... entries) {
    environment = Environment.parse(List.of(entries));
    return this;
  }

  /** A volume is mounted there. */
  public Observations ties(String target) {
    return ties(new Ties(List.of(new Ties.Mounted("v", target, true)), "", "", List.of()));
  }

  Observations ties(Ties other) {
    ties = other;
    return this;
  }

  Observations network(NetworkFacts other) {
    network = other;
    return this;
  }

  Observations image(String reference) {
    image = reference;
    return this;
  }

  Observations disk(@Nullable Disk other) {
    disk = other;
    return this;
  }

  /** Upgrades of it begin only in this window. */
  public Observations window(String text) {
    window = MaintenanceWindow.parse(text, ZoneOffset.UTC);
    return this;
  }

  /** Its database is backed up by a command of its own. */
  public Observations backupCommand(BackupCommand command) {
    backupCommand = command;
    return this;
  }

  Observations connectionFile(ConnectionFile file) {
    connectionFile = file;
    return this;
  }

  Observations compose(InstanceSettings.Compose other, String place) {
    compose = other;
    composePlace = place;
    return this;
  }

  Observations reading(HealthReading other) {
    reading = other;
    return this;
  }

  Observations engine(String os, String architecture) {
    engine = new EngineFacts("20.10.24", "1.41", os, architecture);
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
        Timing.DEFAULT);
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

  /** The container of one that has these variables, each {@code NAME=value}. */
  public static ContainerFacts withEnvironment(String... entries) {
    return healthy().environment(entries).container();
  }

  public ContainerFacts container() {
    String made = image.isEmpty() ? REPOSITORY + product.id() + ":24.0.4" : image;
    ContainerFacts usual = container(OLD_ID, product.id(), made);
    return new ContainerFacts(
        usual.id(),
        usual.name(),
        usual.image(),
        state,
        environment,
        labels,
        usual.command(),
        network,
        usual.mountTargets(),
        life,
        usual.fingerprint(),
        ties);
  }

  public Observation to(String wanted) {
    InstanceSettings plain = settings(product);
    return new Observation(
        new InstanceSettings(
            plain.name(),
            product,
            plain.host(),
            plain.container(),
            null,
            plain.approval(),
            plain.timing(),
            plain.keep(),
            compose,
            window,
            plain.announceTo(),
            plain.backup(),
            backupCommand),
        new Surroundings(engine, others, leftovers, disk, composePlace),
        container(),
        running,
        unmounted,
        answers ? new HealthBefore(ADDRESS, reading == null ? usualReading() : reading) : null,
        asked,
        new RemoteImage(
            ImageReference.parse(REPOSITORY + product.id() + ":" + Version.parse(wanted)),
            ImageDigest.parse("sha256:" + "d".repeat(64)),
            platforms),
        connectionFile);
  }

  private HealthReading usualReading() {
    return problems.isEmpty()
        ? new HealthReading(HealthReading.Verdict.HEALTHY, running, List.of(), "healthy")
        : new HealthReading(HealthReading.Verdict.PROBLEM, running, problems, "ill");
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

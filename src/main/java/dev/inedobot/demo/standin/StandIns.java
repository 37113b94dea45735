package dev.inedobot.demo.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes stand-in images and puts them into a registry on loopback without TLS. No engine is needed
 * for that: an engine meets them only when somebody pulls one.
 *
 * <p>Safe for several threads.
 */
public final class StandIns {
  /** The label, {@code true}, of every stand-in image and so of every container made from one. */
  public static final String LABEL = "dev.inedobot.demo";

  private static final String WITH_POSTGRES = "standin/postgres/";

  private final String registry;

  /** Before each repository's path: nothing, or a folder with a slash. */
  private final String folder;

  private final RegistryUpload upload;
  private final Blob base;

  /** What ProGet has from 2025 on, and InedoDB; a directory is their database without it. */
  private final @Nullable Blob postgres;

  /**
   * Reads the busybox, uploads nothing yet.
   *
   * @param registry host and port, {@code 127.0.0.1:5000}
   * @param busybox a statically linked one for this machine
   * @throws java.io.UncheckedIOException if it can't be read
   */
  public StandIns(String registry, Path busybox) {
    this(registry, "", new RegistryUpload(registry), Layers.base(busybox), null);
  }

  private StandIns(
      String registry, String folder, RegistryUpload upload, Blob base, @Nullable Blob postgres) {
    this.registry = registry;
    this.folder = folder;
    this.upload = upload;
    this.base = base;
    this.postgres = postgres;
  }

  /** The same images in repositories of their own, below a folder of the registry. */
  public StandIns in(String folder) {
    return new StandIns(registry, folder + "/", upload, base, postgres);
  }

  /**
   * The same images in repositories of their own, ProGet's from 2025 on with a real PostgreSQL
   * inside, as they say that they have, and InedoDB's with them. Starting one costs a second more,
   * and a pull some 30 MB.
   *
   * @param layer PostgreSQL with all that it needs, as bin/parts packs it
   * @throws java.io.UncheckedIOException if it can't be read
   */
  public StandIns withPostgres(Path layer) {
    return new StandIns(registry, folder, upload, base, Layers.postgres(layer));
  }

  /** Where a product's images are, without a tag: {@code 127.0.0.1:5000/standin/inedo/proget}. */
  public String repository(StandInProduct product) {
    return registry + "/" + path(product.repository());
  }

  /** A repository's path in the registry; images with PostgreSQL are apart from those without. */
  private String path(String repository) {
    return folder + (postgres == null ? repository : repository.replace("standin/", WITH_POSTGRES));
  }

  /** What to pull for a tag: {@code 127.0.0.1:5000/standin/inedo/proget:24.0.5}. */
  public String reference(StandInTag tag) {
    return repository(tag.product()) + ":" + tag.name();
  }

  /**
   * Makes these tags pullable; does nothing for those that are, as they are the same bytes each
   * time.
   *
   * @throws RuntimeException if the registry can't be reached or refuses, saying what was tried
   */
  public void publish(Collection<StandInTag> tags) {
    tags.forEach(tag -> publish(tag, 0, "1"));
  }

  /**
   * As {@link #publish(Collection)}, with a layer of that many bytes that compression doesn't make
   * smaller, another one for each release, so that a pull takes a while and reports progress.
   */
  public void publishWithBallast(Collection<StandInTag> tags, int bytes) {
    tags.forEach(tag -> publish(tag, bytes, "1"));
  }

  /**
   * Moves the tag to another image of the same release, as Inedo does sometimes.
   *
   * @param build tells it from the others of that release, which are "1" at first
   */
  public void publishRebuilt(StandInTag tag, String build) {
    publish(tag, 0, build);
  }

  /**
   * Publishes an image that is made for another architecture.
   *
   * @param architecture what the image says of itself, such as {@code s390x}
   * @param told what the registry tells of it: the same, or {@link #architecture()} for a registry
   *     that is wrong
   */
  public synchronized void publishForeign(StandInTag tag, String architecture, String told) {
    ObjectNode defaults = ImageDefaults.of(tag.product(), tag.version(), "1");
    StandInImage image = StandInImage.of(defaults, layers(tag), architecture);
    upload.putIndexed(path(tag.product().repository()), tag.name(), image, image.index(told));
  }

  /**
   * Makes a database server pullable.
   *
   * @param tag such as {@code 17.10.2} for InedoDB, {@code 2019} or {@code 2022} for SQL Server
   * @return what to pull
   * @throws IllegalStateException for InedoDB without {@link #withPostgres}
   */
  public synchronized String publish(StandInServer server, String tag) {
    List<Blob> layers = new ArrayList<>(List.of(base, Layers.server(server, tag)));
    if (server == StandInServer.INEDODB) {
      if (postgres == null) {
        throw new IllegalStateException("InedoDB is a PostgreSQL: ask the StandIns withPostgres");
      }
      layers.add(1, postgres);
    }
    StandInImage image = StandInImage.of(ImageDefaults.of(server, tag), layers);
    upload.put(path(server.repository()), tag, image);
    return registry + "/" + path(server.repository()) + ":" + tag;
  }

  /** This machine's own, as images name it: {@code amd64}. */
  public static String architecture() {
    return StandInImage.architecture();
  }

  /** One at a time: the registry garbles a blob that is first uploaded by two at once. */
  private synchronized void publish(StandInTag tag, int ballast, String build) {
    List<Blob> layers = layers(tag);
    if (ballast > 0) {
      layers.add(Layers.ballast(ballast, tag.version().hashCode()));
    }
    StandInImage image =
        StandInImage.of(ImageDefaults.of(tag.product(), tag.version(), build), layers);
    upload.put(path(tag.product().repository()), tag.name(), image);
  }

  /** Changeable; the ones that are large and shared come first. */
  private List<Blob> layers(StandInTag tag) {
    List<Blob> layers = new ArrayList<>(List.of(base));
    if (postgres != null && tag.product().embedsDatabase(tag.version().major())) {
      layers.add(postgres);
    }
    layers.add(Layers.release(tag.product(), tag.version()));
    return layers;
  }

  /**
   * Removes from the engine what was pulled from this registry's stand-in repositories, and nothing
   * else. Containers made from them have to be gone.
   */
  public void removeImages(DockerClient engine) {
    for (Image image : engine.listImagesCmd().withLabelFilter(Map.of(LABEL, "true")).exec()) {
      Stream.of(image.getRepoTags(), image.getRepoDigests())
          .flatMap(names -> names == null ? Stream.empty() : Arrays.stream(names))
          .filter(this::isOurs)
          .forEach(name -> remove(engine, name));
    }
  }

  private boolean isOurs(String name) {
    return name.startsWith(registry + "/" + folder + "standin/");
  }

  private static void remove(DockerClient engine, String name) {
    try {
      engine.removeImageCmd(name).exec();
    } catch (NotFoundException e) {
      // Gone with another name of the same image.
    }
  }
}

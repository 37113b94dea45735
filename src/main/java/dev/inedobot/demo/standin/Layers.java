package dev.inedobot.demo.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What the images hold: a layer of busybox and scripts for all of them, and a small one for each
 * release.
 */
final class Layers {
  private static final String SCRIPTS = "usr/local/standin/";
  private static final String APPLETS =
      "cat cp cut date df du echo env false find grep head hostname id kill ln ls md5sum mkdir mv nc"
          + " netstat od printf ps rm sed sh sha256sum sleep sort stat tail test touch tr true wget";

  private Layers() {}

  /** The layer that all images share. */
  static Blob base(Path busybox) {
    Tar tar = new Tar();
    for (String directory : List.of("bin", "etc", "usr", "usr/local", "usr/local/standin", "var")) {
      tar.directory(directory);
    }
    tar.sharedDirectory("tmp");
    tar.executable("bin/busybox", read(busybox));
    for (String applet : APPLETS.split(" ", -1)) {
      tar.link("bin/" + applet, "busybox");
    }
    tar.file("etc/passwd", "root:x:0:0:root:/:/bin/sh\n");
    tar.file("etc/group", "root:x:0:\n");
    for (String script : List.of("entrypoint", "service", "database", "answer")) {
      tar.executable(SCRIPTS + script, script(script + ".sh"));
    }
    return Blob.layer(tar);
  }

  /**
   * The layer of a release: what it is called and does, the directories and the executable of its
   * product.
   */
  static Blob release(StandInProduct product, StandInVersion version) {
    String home = "usr/local/" + product.id();
    Tar tar = new Tar();
    tar.directory(home).directory(home + "/service").directory(home + "/v" + version.major());
    tar.link(product.executable(version.major()).substring(1), "/" + SCRIPTS + "service");
    tar.directory("var/" + product.id()).directory(product.database().substring(1));
    product.files().forEach(directory -> tar.directory(directory.substring(1)));
    if (Misbehaviour.of(version).equals(Optional.of(Misbehaviour.DECLARES_VOLUME))) {
      String extensions = StandInImage.extensions(product).substring(1);
      tar.directory(extensions).file(extensions + "/from-the-image", version + "\n");
    }
    tar.file("STAND-IN.txt", notice(product, version));
    tar.file(SCRIPTS + "tag", settings(product, version));
    return Blob.layer(tar);
  }

  /** A layer of that many bytes that can't be packed, its own for each seed. */
  static Blob ballast(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return Blob.unpackedLayer(new Tar().file("usr/local/standin/ballast", content));
  }

  private static String notice(StandInProduct product, StandInVersion version) {
    return "This image is a stand-in for %s %s in the tests and the demo of inedobot.\n"
            .formatted(product.title(), version)
        + "It is not Inedo's software and holds none of it: busybox and shell scripts.\n"
        + Misbehaviour.of(version)
            .map(each -> "It misbehaves on purpose: " + each + ".\n")
            .orElse("");
  }

  private static String settings(StandInProduct product, StandInVersion version) {
    Misbehaviour misbehaviour = Misbehaviour.of(version).orElse(null);
    StandInVersion reported =
        misbehaviour == Misbehaviour.WRONG_VERSION
            ? new StandInVersion(version.major(), 1, "")
            : version;
    Map<String, String> settings = new TreeMap<>();
    settings.put("PRODUCT", product.id());
    settings.put("TITLE", product.title());
    settings.put("RELEASE", version.toString());
    settings.put("REPORTED_VERSION", reported.versionNumber());
    settings.put("REPORTED_RELEASE", reported.releaseNumber());
    settings.put("VERSION_HEADER", product == StandInProduct.PROGET ? reported.fourParts() : "");
    settings.put("SCHEMA", Integer.toString(version.major()));
    settings.put("NEXT_SCHEMA", Integer.toString(version.major() + 1));
    settings.put("HEALTH_FORM", product.healthForm(version.major()).name());
    settings.put("EXECUTABLE", product.executable(version.major()));
    settings.put("DATABASE", product.database());
    settings.put("FILES", String.join(" ", product.files()));
    settings.put("TRAIT", misbehaviour == null ? "" : misbehaviour.name());
    StringBuilder text = new StringBuilder();
    settings.forEach((name, value) -> text.append(name).append("='").append(value).append("'\n"));
    return text.toString();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Tried to read the busybox for the stand-ins: " + file, e);
    }
  }

  private static byte[] script(String name) {
    try (InputStream script = Layers.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException("The stand-ins' script " + name + " is not in the jar");
      }
      return new String(script.readAllBytes(), UTF_8).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Tried to read the stand-ins' script " + name, e);
    }
  }
}

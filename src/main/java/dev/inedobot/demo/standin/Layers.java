package dev.inedobot.demo.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the images hold: a layer of busybox and scripts for all of them, and a small one for each
 * release.
 */
final class Layers {
  private static final String SCRIPTS = "usr/local/standin/";
  private static final String APPLETS =
      "cat chmod chown cp cut date dd df du echo env false find grep gunzip gzip head hostname id kill"
          + " ln ls md5sum mkdir mv nc netstat od printf ps rm rmdir sed sh sha256sum sleep sort"
          + " start-stop-daemon stat tail tar test timeout touch tr true wget";
  private static final List<String> ALL_SCRIPTS =
      List.of(
          "answer",
          "archive",
          "database",
          "database-command",
          "entrypoint",
          "guard",
          "inedodb",
          "inedodb-server",
          "misdump",
          "misupgrade",
          "postgres",
          "process",
          "service",
          "sql-databases",
          "sql-session",
          "sql-statement",
          "sqlcmd",
          "sqlserver",
          "store",
          "store-directory",
          "store-embedded",
          "store-inedodb",
          "store-sqlserver",
          "tables");

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
    tar.file("etc/passwd", "root:x:0:0:root:/:/bin/sh\npostgres:x:70:70:PostgreSQL:/:/bin/sh\n");
    tar.file("etc/group", "root:x:0:\npostgres:x:70:\n");
    for (String script : ALL_SCRIPTS) {
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
    product.backups().forEach(directory -> tar.directory(directory.substring(1)));
    if (Misbehaviour.of(version).equals(Optional.of(Misbehaviour.DECLARES_VOLUME))) {
      String extensions = product.extensions().substring(1);
      tar.directory(extensions).file(extensions + "/from-the-image", version + "\n");
    }
    tar.file("STAND-IN.txt", notice(product, version));
    tar.file(SCRIPTS + "tag", settings(product, version));
    return Blob.layer(tar);
  }

  /** The layer with PostgreSQL, as bin/parts packs it. */
  static Blob postgres(Path layer) {
    return Blob.packedLayer(read(layer));
  }

  /** The layer of a database server: its data's directory, its command, its tool. */
  static Blob server(StandInServer server, String tag) {
    Tar tar = new Tar();
    Set<String> made = new HashSet<>();
    link(tar, made, server.tool(tag), server == StandInServer.INEDODB ? "inedodb" : "sqlcmd");
    if (server == StandInServer.SQL_SERVER) {
      link(tar, made, server.command(), "sqlserver");
    }
    directories(tar, made, server.data());
    tar.file(
        "STAND-IN.txt",
        "This image is a stand-in for %s in the tests and the demo of inedobot.\n"
            .formatted(server.title()));
    return Blob.layer(tar);
  }

  private static void link(Tar tar, Set<String> made, String path, String script) {
    directories(tar, made, path.substring(0, path.lastIndexOf('/')));
    tar.link(path.substring(1), "/" + SCRIPTS + script);
  }

  /** A directory and those that it is in; an engine takes no path twice. */
  private static void directories(Tar tar, Set<String> made, String path) {
    for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      directory(tar, made, path.substring(1, end));
    }
    directory(tar, made, path.substring(1));
  }

  private static void directory(Tar tar, Set<String> made, String path) {
    if (made.add(path)) {
      tar.directory(path);
    }
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
    settings.put("PREFIX", product.id().toUpperCase(Locale.ROOT));
    settings.put("TITLE", product.title());
    settings.put("RELEASE", version.toString());
    settings.put("REPORTED_VERSION", reported.versionNumber());
    settings.put("REPORTED_RELEASE", reported.releaseNumber());
    settings.put("VERSION_HEADER", product == StandInProduct.PROGET ? reported.fourParts() : "");
    settings.put("SCHEMA", Integer.toString(version.major()));
    settings.put("NEXT_SCHEMA", Integer.toString(version.major() + 1));
    settings.put("HEALTH_FORM", product.healthForm(version.major()).name());
    settings.put("EXECUTABLE", product.executable(version.major()));
    settings.put(
        "COMMANDS",
        "run, upgradedb" + (product.embedsDatabase(version.major()) ? ", database" : ""));
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
      throw new UncheckedIOException("Tried to read what the stand-ins are made of: " + file, e);
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

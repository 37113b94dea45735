package dev.inedobot.demo.standin;

import java.util.List;

/** A product that is stood in for, with its paths (facts: Inedo docs, Docker installation). */
public enum StandInProduct {
  PROGET("proget", "ProGet"),
  BUILDMASTER("buildmaster", "BuildMaster"),
  OTTER("otter", "Otter");

  private final String id;
  private final String title;

  StandInProduct(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name in paths and images, for example {@code proget}. */
  public String id() {
    return id;
  }

  /** The name for people, for example {@code ProGet}. */
  public String title() {
    return title;
  }

  /** The documented directories for what is not in the database; an upgrade leaves them alone. */
  public List<String> files() {
    return switch (this) {
      case PROGET -> List.of("/var/proget/packages");
      case BUILDMASTER -> List.of("/var/buildmaster/artifacts");
      case OTTER -> List.of();
    };
  }

  /**
   * The stand-in's database, a directory to mount a volume on. ProGet's embedded database is really
   * there; the other two use it in place of their SQL Server.
   */
  public String database() {
    return "/var/" + id + "/database";
  }

  /** The documented directory for backups; nothing where none is documented. */
  public List<String> backups() {
    return this == PROGET ? List.of("/var/proget/backups") : List.of();
  }

  /** The documented directory for extensions. */
  String extensions() {
    return "/var/" + id + "/extensions";
  }

  /** Whether a release of that major has a database of its own inside (facts: Inedo docs). */
  public boolean embedsDatabase(int major) {
    return this == PROGET && major >= 25;
  }

  /** The repository's path in a registry; it ends as in Inedo's own. */
  public String repository() {
    return "standin/inedo/" + id;
  }

  /**
   * The service's executable in a release of that major. ProGet's was renamed with 2025 (facts:
   * Inedo docs, database upgrade).
   */
  public String executable(int major) {
    String name = this == PROGET && major >= 25 ? id : title + ".Service";
    return "/usr/local/" + id + "/service/" + name;
  }

  /** What {@code GET /health} looks like in that major. */
  HealthForm healthForm(int major) {
    return switch (this) {
      case PROGET -> major >= 26 ? HealthForm.TEXT : HealthForm.JSON;
      case BUILDMASTER -> HealthForm.JSON;
      case OTTER -> HealthForm.NONE;
    };
  }

  /** How a product tells its health (facts: Inedo docs, Health). */
  enum HealthForm {
    /** A JSON object at {@code /health}. */
    JSON,
    /** {@code OK} or an error at {@code /health}, the object at {@code /health/json}. */
    TEXT,
    /** No health address. */
    NONE
  }
}

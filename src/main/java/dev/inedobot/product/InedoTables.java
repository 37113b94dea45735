package dev.inedobot.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code paths.tsv}, read and checked once; a row that can't be read fails the start.
 */
final class InedoTables {
  private static final String FILE = "paths.tsv";
  private static final InedoTables TABLES = read();

  private final List<PathRow> paths = new ArrayList<>();
  private final List<BackRow> ways = new ArrayList<>();

  private InedoTables() {}

  /**
   * An upgrade path.
   *
   * @param from the release lines that it is for; empty for all others
   */
  record PathRow(
      Product product, List<ReleaseLine> from, String rule, String text, String source) {}

  /** A way back; with or without a database restore. */
  record BackRow(
      Product product,
      ReleaseLine newer,
      ReleaseLine older,
      boolean withoutRestore,
      String note,
      String source) {}

  static List<PathRow> paths() {
    return List.copyOf(TABLES.paths);
  }

  static List<BackRow> waysBack() {
    return List.copyOf(TABLES.ways);
  }

  /** The row for a release line; each product has one for all lines that are not named. */
  static PathRow path(Product product, ReleaseLine from) {
    PathRow others = null;
    for (PathRow row : TABLES.paths) {
      if (row.product() == product && row.from().contains(from)) {
        return row;
      }
      others = row.product() == product && row.from().isEmpty() ? row : others;
    }
    if (others == null) {
      throw new IllegalStateException(FILE + ": no row for " + product + " " + from);
    }
    return others;
  }

  static @Nullable BackRow wayBack(Product product, ReleaseLine newer, ReleaseLine older) {
    for (BackRow row : TABLES.ways) {
      if (row.product() == product && row.newer().equals(newer) && row.older().equals(older)) {
        return row;
      }
    }
    return null;
  }

  private static InedoTables read() {
    InedoTables tables = new InedoTables();
    try (InputStream file = InedoTables.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing from the jar");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          tables.add(line);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return tables;
  }

  private void add(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 6) {
      throw new IllegalStateException(FILE + ": not six columns in: " + line);
    }
    Product product =
        Product.byId(columns[1])
            .orElseThrow(() -> new IllegalStateException(FILE + ": unknown product in: " + line));
    String text = columns[4].equals("-") ? "" : columns[4];
    switch (columns[0]) {
      case "path" ->
          paths.add(new PathRow(product, lines(columns[2]), columns[3], text, columns[5]));
      case "back", "stop" ->
          ways.add(
              new BackRow(
                  product,
                  ReleaseLine.parse(columns[2]),
                  ReleaseLine.parse(columns[3]),
                  columns[0].equals("back"),
                  text,
                  columns[5]));
      default -> throw new IllegalStateException(FILE + ": unknown kind of row: " + line);
    }
  }

  private static List<ReleaseLine> lines(String column) {
    List<ReleaseLine> lines = new ArrayList<>();
    if (!column.equals("*")) {
      for (String line : column.split(" ")) {
        lines.add(ReleaseLine.parse(line));
      }
    }
    return List.copyOf(lines);
  }
}

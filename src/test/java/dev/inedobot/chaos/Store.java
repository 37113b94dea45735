package dev.inedobot.chaos;

import dev.inedobot.demo.standin.StandInProduct;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a product has its data, and how that is looked at from a shell in its container. */
enum Store {
  /** A directory in place of a database server. */
  FILES {
    @Override
    String write(StandInProduct product, String text) {
      return data(product)
          .map(directory -> "echo %s >%s/written-by-a-user".formatted(text, directory))
          .collect(Collectors.joining("; "));
    }

    @Override
    String lines(StandInProduct product) {
      return hashes(data(product));
    }

    @Override
    String schema(StandInProduct product) {
      return "cd %s && for each in schema upgrading; do [ ! -e $each ] || echo $each $(cat $each); done"
          .formatted(product.database());
    }

    private static Stream<String> data(StandInProduct product) {
      return Stream.concat(Stream.of(product.database() + "/data"), product.files().stream());
    }
  },

  /** A PostgreSQL in the product's container; files that a user wrote are beside it. */
  POSTGRES {
    @Override
    String write(StandInProduct product, String text) {
      return product.files().stream()
              .map(directory -> "echo %s >%s/written-by-a-user; ".formatted(text, directory))
              .collect(Collectors.joining())
          + sql("insert into rows values ('%s') on conflict do nothing".formatted(text));
    }

    @Override
    String lines(StandInProduct product) {
      return hashes(product.files().stream())
          + "; "
          + sql(
              "select 'installation ' || value from standin where name = 'installation'"
                  + " union all select 'row ' || name from rows"
                  + " union all select 'packages ' || md5(string_agg(id || content, ',' order by id)) from packages"
                  + " order by 1");
    }

    @Override
    String schema(StandInProduct product) {
      return sql(
          "select name || ' ' || value from standin where name in ('schema', 'upgrading') order by 1");
    }
  };

  /** The row that the version that is given up writes, which must not be there after a restore. */
  static final String BY_THE_NEW_VERSION = "written-by-the-new-version";

  private static final String BACKUPS = "/var/proget/backups";

  /** Has a user write something. */
  abstract String write(StandInProduct product, String text);

  /** Prints a line for each piece of data, which tells it from any other. */
  abstract String lines(StandInProduct product);

  /** Prints which version's schema the database has. */
  abstract String schema(StandInProduct product);

  /** Writes past a version that never gets healthy, and so takes nothing from users. */
  static String writeByTheNewVersion() {
    return sql(
        "insert into rows values ('%s') on conflict do nothing".formatted(BY_THE_NEW_VERSION));
  }

  /**
   * Prints a line for each thing in the directory of backups: {@code kept NAME} for a copy of a
   * database that has the row of the new version, {@code part NAME} for another directory, and the
   * hash and name of a file.
   */
  static String backups() {
    return """
    cd %s 2>/dev/null || exit 0
    for each in *; do
      if [ -d "$each" ]; then
        if [ -e "$each/PG_VERSION" ] && grep -rq %s "$each"; then echo "kept $each"; else echo "part $each"; fi
      elif [ -e "$each" ]; then
        sha256sum "$each"
      fi
    done
    """
        .formatted(BACKUPS, BY_THE_NEW_VERSION);
  }

  private static String hashes(Stream<String> directories) {
    return "find %s -type f -exec sha256sum {} \\; | sort"
        .formatted(directories.collect(Collectors.joining(" ")));
  }

  private static String sql(String statement) {
    return String.join(
        " ",
        List.of(
            "/usr/lib/postgresql/*/bin/psql -h /dev/shm -U postgres -d postgres -X -q -A -t -w -c",
            "\"" + statement + "\""));
  }
}

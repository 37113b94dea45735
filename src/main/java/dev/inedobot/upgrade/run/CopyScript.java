package dev.inedobot.upgrade.run;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the copying container runs. The product's own volumes are often on the disk that the copy
 * goes to, so a reserve stays free there: it is asked for before, and watched while the copy is
 * made. What can't be asked counts as too little.
 */
final class CopyScript {
  /** The last line of a copy that is whole; the count of files, and the kilobytes they take up. */
  static final Pattern RESULT = Pattern.compile("copied (\\d+) files, (\\d+) kB");

  /** A line that says how far it is, and nothing of what is wrong. */
  static final Pattern PROGRESS = Pattern.compile("about \\d+ of \\d+ kB are copied");

  /**
   * A file that the product deletes meanwhile fails a copy, but not the second try. That keeps what
   * is as old as its original, or newer: so what the first try left in part has to go before it.
   */
  private static final String SCRIPT =
      """
      set -e
      reserve=1048576
      begun="${TMPDIR:-/tmp}/inedobot-begun"
      : >"$begun"
      is_number() {
        case "$1" in '' | *[!0-9]*) return 1 ;; esac
      }
      look() {
        set -- $(df -Pk 'TARGET' | tail -n 1)
        used=$3
        free=$4
        is_number "$used" && is_number "$free"
      }
      refuse() {
        echo "$1"
        exit 1
      }
      watch() {
        rounds=0
        while sleep 1 && look && [ "$free" -ge "$reserve" ]; do
          rounds=$((rounds + 1))
          copied=$((used - before))
          [ "$copied" -ge 0 ] || copied=0
          [ $((rounds % 30)) -ne 0 ] || echo "about $copied of $need kB are copied"
        done
        kill "$1"
      }
      copy() {
        code=0
        cp "$@" 'SOURCE/.' 'TARGET/' &
        copier=$!
        watch "$copier" &
        watcher=$!
        wait "$copier" || code=$?
        kill "$watcher" 2>/dev/null || true
        wait "$watcher" 2>/dev/null || true
        [ "$code" -ne 0 ] || return 0
        look || refuse "df does not tell any more what is free, so the copy is ended"
        [ "$free" -ge "$reserve" ] ||
          refuse "only $free kB are free any more, and $reserve kB are to stay so: the copy is ended"
        return "$code"
      }
      look || refuse "df does not tell what is free, so nothing is copied"
      before=$used
      need=$(du -sk 'SOURCE' | cut -f1)
      is_number "$need" || refuse "du does not tell what is to be copied, so nothing is"
      least=$((need + need / 10 + reserve))
      [ "$free" -ge "$least" ] ||
        refuse "no room for a copy: $need kB are to be copied, $least kB have to be free, and $free kB are"
      sleep 1
      copy -a || {
        find 'TARGET' -type f -newer "$begun" -exec rm -f '{}' +
        copy -a -u
      }
      sync
      echo "copied $(find 'TARGET' -type f | wc -l | tr -d ' ') files, $(du -sk 'TARGET' | cut -f1) kB"
      """;

  private CopyScript() {}

  /**
   * The command that copies a directory into another one, with owners, modes, times and links.
   *
   * @param source a path without quotes; is only read
   * @param target a path without quotes; is there, and empty
   */
  static List<String> command(String source, String target) {
    return List.of("/bin/sh", "-c", SCRIPT.replace("SOURCE", source).replace("TARGET", target));
  }
}

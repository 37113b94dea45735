# A database directory as one file, to be sourced: a line that says what it is, then a packed archive. It begins as the
# files do that it stands in for: PGDMP as pg_dump's, TAPE as SQL Server's.

# pack WORD NAME DIRECTORY FILE
pack() {
  parts=''
  for part in schema upgrading data rows history.log; do
    [ ! -e "$3/$part" ] || parts="$parts $part"
  done
  {
    echo "$1 stand-in $2 $(cat "$3/upgrading" 2>/dev/null || cat "$3/schema" 2>/dev/null)"
    # shellcheck disable=SC2086 # words
    tar -c -f - -C "$3" $parts | gzip
  } >"$4"
}

# describe WORD FILE: whether it is such a file; $packed_name and $packed_schema are then set.
describe() {
  read -r word stand_in packed_name packed_schema 2>/dev/null <"$2"
  [ "$word/$stand_in" = "$1/stand-in" ]
}

# whole FILE: whether nothing of it is missing.
whole() { { read -r _ && gunzip -t; } 2>/dev/null <"$1"; }

# unpack FILE DIRECTORY: puts it in the place of what is there, all of it or nothing.
unpack() {
  rm -rf "$2/.unpacked" && mkdir -p "$2/.unpacked" &&
    { read -r _ && tar -x -z -f - -C "$2/.unpacked"; } 2>/dev/null <"$1" || {
    rm -rf "$2/.unpacked"
    return 1
  }
  for part in schema upgrading data rows history.log; do rm -rf "${2:?}/$part"; done
  mv "$2/.unpacked"/* "$2" && rmdir "$2/.unpacked"
}

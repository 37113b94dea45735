# A database that is a directory, to be sourced:
#
#   schema, upgrading   see "database"
#   data/               what the product wrote at its first start
#   rows/               what people wrote, a file for each
#   history.log         a line for each upgrade, start and restore

open_store() {
  [ ! -e "$DATABASE/PG_VERSION" ] || fail "the database in $DATABASE is a PostgreSQL, which this image has not"
}
close_store() { :; }
trouble() { :; }

has_schema() { [ -e "$DATABASE/schema" ]; }

create_store() {
  mkdir -p "$DATABASE/data" "$DATABASE/rows"
  head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$DATABASE/data/installation"
  head -c 65536 /dev/urandom >"$DATABASE/data/rows"
  put schema "$1"
}

alter_store() { :; }

get() { cat "$DATABASE/$1" 2>/dev/null; }

# put NAME VALUE: there as a whole or not at all.
put() {
  echo "$2" >"$DATABASE/.$1" && mv "$DATABASE/.$1" "$DATABASE/$1" || fail "cannot write $DATABASE/$1"
}

drop() { rm -f "$DATABASE/$1"; }

note() { echo "$(date -u '+%Y-%m-%dT%H:%M:%SZ') $1" >>"$DATABASE/history.log"; }

installation() { cat "$DATABASE/data/installation"; }

add_row() { mkdir -p "$DATABASE/rows" && : >"$DATABASE/rows/$1"; }

list_rows() { [ ! -d "$DATABASE/rows" ] || ls "$DATABASE/rows"; }

# The commands go over a connection to the server; here that is the product that runs.
connect() {
  [ -e /dev/shm/standin-state ] || {
    echo "$1: error: connection to server at \"localhost\", port 5432 failed: Connection refused" >&2
    return 1
  }
}

dump_to() {
  . /usr/local/standin/archive
  connect pg_dump && pack PGDMP proget "$DATABASE" "$1"
}

# restore_from FILE: into a database of the same schema that nobody has written to.
restore_from() {
  . /usr/local/standin/archive
  connect pg_restore || return
  describe PGDMP "$1" || {
    echo "pg_restore: error: input file does not appear to be a valid archive" >&2
    return 1
  }
  may_restore "$packed_schema" || return
  unpack "$1" "$DATABASE" || {
    echo "pg_restore: error: could not read from input file: end of file" >&2
    return 1
  }
  note "restored from $1"
}

# The "database" of a stand-in: a directory in a volume, to be sourced.
#
#   schema       the major that it has the schema of
#   upgrading    there while an upgrade is under way or was interrupted: the major that it goes to
#   data/        what the product wrote at its first start; no upgrade changes a byte of it
#   history.log  a line for each upgrade and start
#   in-use       who runs on it, with a beat each second; gone after a clean stop
#
# Two processes on one database would destroy a real one, so the second one ends with an error.

in_use=$DATABASE/in-use

# Which container this is; its hostname may have been set by hand and be another container's too.
container=$(sed -n 's#.*/containers/\([0-9a-f]\{64\}\)/hostname .*#\1#p' /proc/self/mountinfo | head -n 1)
container=${container:-$(hostname)}

# started PID: when it started, in ticks since the boot, or nothing when it doesn't run.
started() { sed -n 's/.*) //p' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

owner=$container:$$:$(started $$)
mine=$in_use.$container.$$
holds=''

# held_by_other: whether a process runs on the database. One of this container is looked at, one of another container
# is given three seconds to beat: what was killed leaves its mark behind.
held_by_other() {
  read -r other host first <"$in_use" 2>/dev/null || return 1
  case $other in
    "$container":*)
      pid=${other#*:}
      [ "${pid#*:}" = "$(started "${pid%:*}")" ]
      ;;
    *)
      log WARN "The database was in use by $host; waiting to see whether it still is."
      for _ in 1 2 3 4 5 6; do
        sleep 0.5
        read -r other host beat <"$in_use" 2>/dev/null || return 1
        [ "$beat" = "$first" ] || return 0
      done
      return 1
      ;;
  esac
}

take_database() {
  mkdir -p "$DATABASE" && echo "$owner $(hostname) 0" >"$mine" || fail "cannot write to the database directory $DATABASE"
  if held_by_other; then fail "database is in use by $host"; fi
  rm -f "$in_use"
  ln "$mine" "$in_use" || fail "database is in use by another process"
  rm -f "$mine"
  holds=yes
  beat $$ &
  children="$children $!"
}

beat() {
  count=0
  while sleep 1 && [ -e "/proc/$1" ]; do
    read -r other host _ <"$in_use" 2>/dev/null || other=$owner
    if [ "$other" != "$owner" ]; then
      log ERROR "database is in use by $host as well"
      kill -USR1 "$1"
      return
    fi
    count=$((count + 1))
    echo "$owner $(hostname) $count" >"$mine" && mv "$mine" "$in_use"
  done
}

# release_database: after stop_children, or the beat would mark it again.
release_database() {
  rm -f "$mine"
  [ -n "$holds" ] && read -r other _ <"$in_use" && [ "$other" = "$owner" ] && rm -f "$in_use"
}

# The schema's major; that of an upgrade that was interrupted counts, for nobody knows how far it got.
schema() {
  if [ -e "$DATABASE/upgrading" ]; then cat "$DATABASE/upgrading"; else cat "$DATABASE/schema"; fi
}

# check_schema: makes a new database, takes an older one, its own and the next major's (the documented way back).
check_schema() {
  [ -e "$DATABASE/schema" ] || create_database
  newest=$NEXT_SCHEMA
  [ "$TRAIT" != REFUSES_NEXT_SCHEMA ] || newest=$SCHEMA
  if [ "$(schema)" -gt "$newest" ]; then
    fail "database schema $(schema) is newer than $TITLE $RELEASE can use (its own is $SCHEMA): restore a backup."
  fi
  [ "$(schema)" -le "$SCHEMA" ] || log WARN "Database schema $(schema) is newer than $SCHEMA; going on with it."
  note "start of $RELEASE, schema $(schema)"
}

create_database() {
  log INFO "Creating the database."
  mkdir -p "$DATABASE/data"
  head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$DATABASE/data/installation"
  head -c 65536 /dev/urandom >"$DATABASE/data/rows"
  for directory in $FILES; do
    mkdir -p "$directory/first" && head -c 65536 /dev/urandom >"$directory/first/file-1.0.0" ||
      fail "cannot write to $directory"
  done
  put schema "$SCHEMA"
}

# begin_upgrade: from here on the schema counts as the new one's.
begin_upgrade() {
  [ "$(schema)" -ge "$SCHEMA" ] || put upgrading "$SCHEMA"
}

# upgrade_database: to this release's schema, in STANDIN_MIGRATION_SECONDS; goes on with one that was interrupted.
upgrade_database() {
  begin_upgrade
  [ "$(cat "$DATABASE/upgrading" 2>/dev/null)" = "$SCHEMA" ] || return 0
  from=$(cat "$DATABASE/schema")
  log INFO "Upgrading the database from schema $from to $SCHEMA."
  pause "${STANDIN_MIGRATION_SECONDS:-2}"
  put schema "$SCHEMA"
  rm -f "$DATABASE/upgrading"
  note "upgrade from schema $from to $SCHEMA by $RELEASE"
  log INFO "Database upgrade complete."
}

# put NAME VALUE: there as a whole or not at all.
put() {
  echo "$2" >"$DATABASE/.$1" && mv "$DATABASE/.$1" "$DATABASE/$1" || fail "cannot write $DATABASE/$1"
}

note() { echo "$(date -u '+%Y-%m-%dT%H:%M:%SZ') $1" >>"$DATABASE/history.log"; }

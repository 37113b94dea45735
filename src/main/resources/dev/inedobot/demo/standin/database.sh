# The rules of a stand-in's database, to be sourced, wherever it is stored:
#
#   schema       the major that it has the schema of
#   upgrading    there while an upgrade is under way or was interrupted: the major that it goes to
#
# No upgrade changes what the product and people wrote.

# The schema's major; that of an upgrade that was interrupted counts, for nobody knows how far it got.
schema() {
  going_to=$(get upgrading)
  if [ -n "$going_to" ]; then echo "$going_to"; else get schema; fi
}

# check_schema: makes a new database, takes an older one, its own and the next major's (the documented way back).
check_schema() {
  has_schema || create_database
  newest=$NEXT_SCHEMA
  [ "$TRAIT" != REFUSES_NEXT_SCHEMA ] || newest=$SCHEMA
  found=$(schema)
  [ -n "$found" ] || fail "cannot read the database's schema"
  if [ "$found" -gt "$newest" ]; then
    fail "database schema $found is newer than $TITLE $RELEASE can use (its own is $SCHEMA): restore a backup."
  fi
  [ "$found" -le "$SCHEMA" ] || log WARN "Database schema $found is newer than $SCHEMA; going on with it."
  note "start of $RELEASE, schema $found"
}

# create_database: leaves alone what an earlier one had in files, for a backup may be about to be restored.
create_database() {
  log INFO "Creating the database."
  for directory in $FILES; do
    [ -e "$directory/first/file-1.0.0" ] ||
      { mkdir -p "$directory/first" && head -c 65536 /dev/urandom >"$directory/first/file-1.0.0"; } ||
      fail "cannot write to $directory"
  done
  create_store "$SCHEMA" || fail "cannot create the database"
}

# begin_upgrade: from here on the schema counts as the new one's.
begin_upgrade() {
  [ "$(schema)" -ge "$SCHEMA" ] || put upgrading "$SCHEMA"
}

# upgrade_database: to this release's schema, in STANDIN_MIGRATION_SECONDS; goes on with one that was interrupted.
upgrade_database() {
  begin_upgrade
  [ "$(get upgrading)" = "$SCHEMA" ] || return 0
  from=$(get schema)
  log INFO "Upgrading the database from schema $from to $SCHEMA."
  pause "${STANDIN_MIGRATION_SECONDS:-2}"
  alter_store "$SCHEMA"
  put schema "$SCHEMA"
  drop upgrading
  note "upgrade from schema $from to $SCHEMA by $RELEASE"
  log INFO "Database upgrade complete."
}

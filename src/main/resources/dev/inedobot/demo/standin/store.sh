# Where the product's database is, to be sourced; exported for the answers, which are processes of their own:
#
#   directory   files in $DATABASE, in place of any server
#   embedded    a PostgreSQL of this container in $DATABASE, in an image that has one
#   inedodb     the PostgreSQL that the connection string names, in an image that has one
#   sqlserver   the stand-in SQL Server that the connection string names, with STANDIN_SQL=network alone
#
# Each has the same functions: open_store, close_store, trouble; has_schema, create_store, alter_store, get, put, drop;
# note, installation, add_row, list_rows; dump_to, restore_from.

# given VARIABLE: sets $given to its value, or to what the file has that VARIABLE_FILE names.
given() {
  eval "given=\${$1:-} file=\${$1_FILE:-}"
  [ -z "$file" ] || given=$(cat "$file")
}

# setting KEYS: the value in the connection string $given of any of the KEYS, which "|" parts, in whatever case.
setting() { printf '%s' "$given" | tr ';' '\n' | sed -nE "s/^ *($1) *= *//Ip" | head -n 1; }

use_inedodb() {
  STANDIN_STORE=inedodb
  PGHOST=$(setting 'Server|Host') PGPORT=$(setting Port) PGDATABASE=$(setting Database)
  PGUSER=$(setting 'User ?Id|Username') PGPASSWORD=$(setting Password) PGCONNECT_TIMEOUT=5
  export PGHOST PGPORT PGDATABASE PGUSER PGPASSWORD PGCONNECT_TIMEOUT
  where="$PGDATABASE on $PGHOST"
}

use_embedded() {
  STANDIN_STORE=embedded
  export PGHOST=/dev/shm PGUSER=postgres PGDATABASE=postgres
}

use_sqlserver() {
  STANDIN_STORE=sqlserver
  SQLSERVER=$(setting 'Data Source|Server|Address') SQLSERVER_DATABASE=$(setting 'Initial Catalog|Database')
  SQLSERVER_USER=$(setting 'User ?Id|UID') SQLSERVER_PASSWORD=$(setting 'Password|PWD')
  SQLSERVER=${SQLSERVER#tcp:}
  export SQLSERVER SQLSERVER_DATABASE SQLSERVER_USER SQLSERVER_PASSWORD
  where="$SQLSERVER_DATABASE on $SQLSERVER"
}

choose_store() {
  STANDIN_STORE=directory where=$DATABASE
  for bin in /usr/lib/postgresql/*/bin; do :; done
  if [ -x "$bin/postgres" ]; then
    given "${PREFIX}_POSTGRES_CONNECTION_STRING"
    if [ -n "$given" ]; then
      use_inedodb
      return
    fi
  fi
  given "${PREFIX}_SQL_CONNECTION_STRING"
  if [ "${STANDIN_SQL:-}" = network ] && [ -n "$given" ]; then
    use_sqlserver
  elif [ -x "$bin/postgres" ] && [ ! -e "$DATABASE/schema" ]; then
    use_embedded
  fi
}

choose_store
export STANDIN_STORE
. "/usr/local/standin/store-$STANDIN_STORE"

# The PostgreSQL that runs in this container with the product, to be sourced.
. /usr/local/standin/postgres
. /usr/local/standin/tables

open_store() {
  start_postgres "$DATABASE" -c listen_addresses=
  log INFO "Embedded database is online."
}

close_store() { stop_postgres; }

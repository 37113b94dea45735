#!/bin/sh
# The stand-in InedoDB: a PostgreSQL for the network, until TERM. Its user is postgres, with the password POSTGRES_PASSWORD.
set -u
. /usr/local/standin/process
. /usr/local/standin/postgres

fail() {
  log ERROR "$1"
  stop_postgres
  exit 1
}

stop() {
  stop_postgres
  exit 0
}

trap stop TERM INT
[ -n "${POSTGRES_PASSWORD:-}" ] || fail "set POSTGRES_PASSWORD"
log INFO "InedoDB - a stand-in for tests and demos, not Inedo's software."
printf '%s\n' 'local all all trust' 'host all all all scram-sha-256' >/dev/shm/hosts.conf
start_postgres /var/lib/inedodb -c hba_file=/dev/shm/hosts.conf -c listen_addresses=
echo "alter user postgres password :'word'" |
  "$bin/psql" -X -q -h /dev/shm -U postgres -v ON_ERROR_STOP=1 -v word="$POSTGRES_PASSWORD" || fail "cannot set the password"
stop_postgres
start_postgres /var/lib/inedodb -c hba_file=/dev/shm/hosts.conf -c 'listen_addresses=*'
log INFO "InedoDB is online."
wait "$postgres"
fail "the database server ended"

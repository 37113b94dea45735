#!/bin/sh
# The stand-in SQL Server: lets stand-in products connect, see "sql-session", until TERM.
set -u
. /usr/local/standin/process
. /usr/local/standin/sql-databases

fail() {
  log ERROR "$1"
  stop_children
  exit 1
}

stop() {
  log INFO "SQL Server is terminating because of a system shutdown."
  stop_children
  exit 0
}

trap stop TERM INT
trap 'fail "cannot listen on port 1433"' USR2
log INFO "SQL Server - a stand-in for tests and demos, not Microsoft's software."
[ "${ACCEPT_EULA:-}" = Y ] || fail "The license agreement must be accepted: set ACCEPT_EULA=Y."
[ -n "$sa_password" ] || fail "The password of sa must be set: MSSQL_SA_PASSWORD."
mkdir -p "$data" || fail "cannot write to $data"
{
  nc -ll -p 1433 -e /usr/local/standin/sql-session
  kill -USR2 $$
} &
children=$!
mkdir -p "$sessions"
log INFO "SQL Server is now ready for client connections."
while :; do pause 3600; done

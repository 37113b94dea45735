#!/bin/sh
# The service executable of a stand-in: "run" serves until TERM, "upgradedb" upgrades the database and exits.
# 0 is a clean end, anything else a failure whose reason is in the log.
set -u
. /usr/local/standin/tag
. /usr/local/standin/database

log() { echo "$(date -u '+%Y-%m-%d %H:%M:%S') $1: $2"; }
fail() {
  log ERROR "$1"
  stop_children
  release_database
  exit 1
}

# What each answer goes by, for it is a process of its own: starting or running.
state=/dev/shm/standin-state

children='' sleeper=''
stop_children() {
  for child in $children $sleeper; do kill -KILL "$child" 2>/dev/null; done
}

# Waiting is done in the background: a shell runs its traps only between foreground commands.
pause() {
  sleep "$1" &
  sleeper=$!
  wait "$sleeper"
}

stop() {
  log INFO "Stopping $TITLE service."
  stop_children
  release_database
  log INFO "$TITLE service stopped."
  exit 0
}

# The ports of the http:// addresses in ASPNETCORE_URLS, 80 without it.
ports() { echo "${ASPNETCORE_URLS:-http://*:80}" | tr ';' '\n' | sed -n 's#^ *http://[^/]*:\([0-9]*\)/*$#\1#p'; }

listen() {
  for port in $(ports); do
    {
      nc -ll -p "$port" -e /usr/local/standin/answer
      kill -USR2 $$
    } &
    children="$children $!"
    log INFO "Listening on port $port."
  done
}

open_database() {
  log INFO "$TITLE $REPORTED_VERSION ($RELEASE) - a stand-in for tests and demos, not Inedo's software."
  log INFO "Database: $DATABASE."
  take_database
  check_schema
}

upgradedb() {
  open_database
  upgrade_database
  stop_children
  release_database
  log INFO "The database has schema $(schema)."
}

run() {
  echo starting >"$state"
  # For tests of what becomes of a secret that a product logs.
  [ -z "${STANDIN_SAYS:-}" ] || log ERROR "$STANDIN_SAYS"
  open_database
  case $TRAIT in
    CRASH_LOOP)
      begin_upgrade
      pause 1
      fail "Unhandled exception: this stand-in's release crashes at every start."
      ;;
  esac
  listen
  upgrade_database
  echo running >"$state"
  log INFO "$TITLE service started."
  if [ "$TRAIT" = DIES_LATER ]; then
    pause 3
    fail "Unhandled exception: this stand-in's release dies three seconds after every start."
  fi
  while :; do pause 3600; done
}

case $TRAIT/${STANDIN_IGNORES_TERM:-no} in
  IGNORES_TERM/* | */yes) trap '' TERM ;;
  *) trap stop TERM INT ;;
esac
trap 'fail "the database is in use by another process as well"' USR1
trap 'fail "cannot listen on the ports of ${ASPNETCORE_URLS:-http://*:80}"' USR2

case ${1:-run} in
  run) run ;;
  upgradedb) upgradedb ;;
  *)
    log ERROR "unknown command $1: run, upgradedb"
    exit 2
    ;;
esac
